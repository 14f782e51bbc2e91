// The requests of our scripts: answered in JSON, never led on to another page.

const PATIENCE = 20_000;

function csrfCookie() {
  // Signing in, here or in another window, changes the token; the cookie always has the new one.
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];
}

export function refreshTokens(token = csrfCookie()) {
  if (!token) return;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = token;
  }
}

// A body with nothing but the token, for what only says »I am here«.
export function tokenOnly() {
  refreshTokens();
  const data = new FormData();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  data.append("csrfmiddlewaretoken", token ?? csrfCookie() ?? "");
  return data;
}

// Resolves with {ok, status, json, signedOut}; rejects where there is no connection or no patience.
export async function ask(url, { method = "GET", body } = {}) {
  const response = await fetch(url, {
    method,
    body,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const isJson = response.headers.get("content-type")?.includes("application/json");
  const json = isJson ? await response.json() : null;
  return {
    ok: response.ok && json !== null,
    status: response.status,
    json,
    // A refusal without a word for scripts is the token of a session that is gone.
    signedOut:
      response.type === "opaqueredirect" ||
      response.status === 401 ||
      (response.status === 403 && !json),
  };
}
