"""A small OpenID Connect provider on this machine: everybody who comes is signed in as one person."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "atlas", "secret-of-the-test"


class Provider:
    """The provider; `claims` say who signs in."""

    def __init__(self, claims: Mapping[str, str]) -> None:
        self.claims = dict(claims)
        self.nonces: dict[str, str] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def secrets(self, redirect_uri: str) -> str:
        """Return the settings of the product for this provider."""
        return (
            "[auth]\n"
            f'redirect_uri = "{redirect_uri}"\n'
            'cookie_secret = "a-long-and-random-secret-of-the-test"\n'
            f'client_id = "{CLIENT_ID}"\n'
            f'client_secret = "{CLIENT_SECRET}"\n'
            f'server_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, dict[str, str], Any]:
        """Return status, headers and JSON of a request."""
        if path == "/.well-known/openid-configuration":
            return 200, {}, self._metadata()
        if path == "/jwks":
            return 200, {}, {"keys": [self.key.as_dict(private=False)]}
        if path == "/authorize":
            code = f"code{len(self.nonces)}"
            self.nonces[code] = query.get("nonce", "")
            back = urlencode({"code": code, "state": query["state"]})
            return 302, {"Location": f"{query['redirect_uri']}?{back}"}, {}
        if path == "/token":
            return 200, {}, {"access_token": "x", "token_type": "Bearer", "id_token": self._token(query["code"])}
        return 404, {}, {}

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _token(self, code: str) -> str:
        now = int(time.time())
        times = {"iat": now, "exp": now + 600}
        about = {"iss": self.url, "aud": CLIENT_ID, "sub": "person-1", "nonce": self.nonces.pop(code)}
        return jwt.encode({"alg": "RS256", "kid": "one"}, {**about, **times, **self.claims}, self.key)


def _handler_of(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._send(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())

        def _send(self, form: str) -> None:
            query = {name: values[0] for name, values in parse_qs(form).items()}
            status, headers, content = provider.answer(urlsplit(self.path).path, query)
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Type": "application/json"}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
