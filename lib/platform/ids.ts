/**
 * The extension's ids. Chrome derives its id from the public key in the manifest, so a build loaded
 * from a folder has the same id everywhere and the server can know it. Firefox's id is a name, and
 * its origin differs on every machine.
 */
export const CHROME_KEY = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsy8CK/SRuL8NScJ4iwNxhwnrqDuLYa9q8XZhfaSMpWU3L0',
  'T1Srv2YNenCIXnS8j31H4Q0wf6lKMszYpQAPK8y+HG/RhyuamJfZ9vogkB5Dp9g2yTwmhwJYELWkhjK3prxsvfFMvo',
  'fmA+/LAHyCReX7dblm547ng4LWEal/eJtxh56JOJbNxU2ogZRK9yUbd7PqrUxG8RgJOyQqwJEWAMh4dBzfA5GKET9+',
  'JczZS63w7qmMjAPSVb4F3qrH/NnRI7p/U3Jxa/btTvk8toPdLEAegGBBLXopZ2D4n5XXLdg+OGqd75wYy3OAFNCc1J',
  'uYjhFiL0847HsKOgiSFuk7l28wIDAQAB',
].join('');
export const CHROME_ID = 'clkgknjgeejopopofjenahdnknjkhcik';
export const FIREFOX_ID = 'sideline@sideline.invalid';
