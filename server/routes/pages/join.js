// The page of an invitation: shows the whole link. The secret behind the # never leaves the
// browser.
const link = document.getElementById('link');
link.textContent = link.dataset.page + location.hash;
