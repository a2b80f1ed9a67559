/**
 * The extension's identities. Chrome's follows from the public key in the manifest, so a build loaded from a folder has the same
 * one everywhere and the server can know it; Firefox's is a name, and its origin differs on every machine.
 */
export const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsy8CK/SRuL8NScJ4iwNxhwnrqDuLYa9q8XZhfaSMpWU3L0T1Srv2YNenCIXnS8j31H4Q0wf6lKMszYpQAPK8y+HG/RhyuamJfZ9vogkB5Dp9g2yTwmhwJYELWkhjK3prxsvfFMvofmA+/LAHyCReX7dblm547ng4LWEal/eJtxh56JOJbNxU2ogZRK9yUbd7PqrUxG8RgJOyQqwJEWAMh4dBzfA5GKET9+JczZS63w7qmMjAPSVb4F3qrH/NnRI7p/U3Jxa/btTvk8toPdLEAegGBBLXopZ2D4n5XXLdg+OGqd75wYy3OAFNCc1JuYjhFiL0847HsKOgiSFuk7l28wIDAQAB';
export const CHROME_ID = 'clkgknjgeejopopofjenahdnknjkhcik';
export const FIREFOX_ID = 'sideline@sideline.invalid';
