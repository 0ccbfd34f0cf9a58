// Keeps, or forgets, the token of a login in this browser, so that F5 does not ask for the password again.
export default function ({ data }) {
  const life = data.token ? `; max-age=${data.seconds}` : "; max-age=0";
  document.cookie = `${data.name}=${encodeURIComponent(data.token)}; path=/; samesite=strict${life}`;
}
