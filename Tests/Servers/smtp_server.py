"""smtp_server.py NAME=CERTIFICATE.pem,KEY[,OPTION]...: a mail server for tests, over aiosmtpd, good and bad.

It listens on 127.0.0.1 at a port for each NAME, which the kernel gives: a line "NAME PORT" each, then "ready". It writes a
line for each mail it takes: "mail NAME JSON", read by Python's own mail parser. OPTIONs:

implicit   TLS from the first byte
strip      no STARTTLS is offered, as if somebody in between had taken the offer away
liar       STARTTLS is offered and refused
auth       a login is wanted: exchange, with the password in SMTP_PASSWORD; offered over TLS only
openauth   the same, offered without TLS, too
spam       every mail is refused: 554
busy       the first two mails are put off: 451

Everywhere: gone@… is refused (550), later@… is put off (451).
"""
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


def say(line):
    print(line, flush=True)


def read(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    attached = [{"name": part.get_filename(), "type": part.get_content_type(), "content": part.get_content()}
                for part in message.iter_attachments()]
    defects = [str(defect) for part in message.walk() for defect in part.defects]
    for value in message.values():
        defects += [str(defect) for defect in value.defects]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": body.get_content().replace("\r\n", "\n") if body else "", "attached": attached, "defects": defects,
        "longest": max(len(line) for line in content.split(b"\r\n")),
        "bare": content.count(b"\n") != content.count(b"\r\n"),
    }


class Handler:
    def __init__(self, name, options):
        self.name = name
        self.options = options
        self.puts_off = 2 if "busy" in options else 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 5.1.1 no such user here"
        if address.startswith("later@"):
            return "451 4.3.0 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "spam" in self.options:
            return "554 5.7.1 we do not like this"
        if self.puts_off > 0:
            self.puts_off -= 1
            return "451 4.7.1 come back later"
        known = read(envelope.content)
        known.update({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "helo": session.host_name,
            "tls": session.ssl is not None or "implicit" in self.options,
            "user": session.auth_data if session.authenticated else None})
        say(f"mail {self.name} {json.dumps(known)}")
        return "250 2.0.0 taken as 4711"


class Server(SMTP):
    lies = False

    async def smtp_STARTTLS(self, arg):
        if self.lies:
            return await self.push("454 TLS not available")
        return await super().smtp_STARTTLS(arg)


def judge(server, session, envelope, mechanism, data):
    user, password = data.login.decode(), data.password.decode()
    say(f"login {user} {mechanism}")
    good = user == "exchange" and password == os.environ.get("SMTP_PASSWORD")
    return AuthResult(success=good, handled=False, auth_data=user)


async def main():
    loop = asyncio.get_running_loop()
    for word in sys.argv[1:]:
        name, rest = word.split("=", 1)
        certificate, key, *options = rest.split(",")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        handler = Handler(name, options)
        hidden = "strip" in options or "implicit" in options

        def make(handler=handler, options=options, context=context, hidden=hidden):
            say(f"connection {handler.name}")
            wants = "auth" in options or "openauth" in options
            server = Server(
                handler, hostname="mail.example.test", loop=loop, tls_context=None if hidden else context,
                auth_required=wants, authenticator=judge if wants else None,
                auth_require_tls="auth" in options and "implicit" not in options)
            server.lies = "liar" in options
            return server

        made = await loop.create_server(make, "127.0.0.1", 0, ssl=context if "implicit" in options else None)
        say(f"{name} {made.sockets[0].getsockname()[1]}")
    say("ready")
    await asyncio.Event().wait()


asyncio.run(main())
