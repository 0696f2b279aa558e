/* Keeps the stated name in this browser for a year; the next visit sends it along when it connects. */
export default function ({ data }) {
  document.cookie = `${data.cookie}; path=/; max-age=31536000; SameSite=Strict`;
}
