// The page of a password reset: sets the new password with the secret behind the #.
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');
const { path, done, used, common, offline } = form.dataset;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: location.hash.slice(1),
      newPassword: document.getElementById('p').value,
      keepSignIns: document.getElementById('k')?.checked === true,
    }),
  }).catch(() => null);
  if (!response) status.textContent = offline;
  else if (response.ok) status.textContent = done;
  else {
    const refusal = await response.json().catch(() => null);
    status.textContent = refusal?.code === 'commonPassword' ? common : used;
  }
});
