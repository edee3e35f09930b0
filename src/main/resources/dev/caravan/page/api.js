// Asks the process. The token, if one is needed, lives in this tab only.

const KEY = "caravan-token";

export class NotAdmitted extends Error {}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

export function hasToken() {
  return sessionStorage.getItem(KEY) !== null;
}

export async function ask(path, options = {}) {
  const token = sessionStorage.getItem(KEY);
  const headers = { ...(options.headers ?? {}) };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(`api/${path}`, { ...options, headers, cache: "no-store", credentials: "omit" });
  if (answer.status === 401) throw new NotAdmitted("The token is not right.");
  return answer;
}

/** A request that causes something: no page of another origin can send this header or this type. */
export function send(path, body, signal) {
  return ask(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-Caravan-Page": "1" },
    signal,
  });
}
