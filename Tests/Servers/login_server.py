"""login_server.py FOLDER HOSTKEY OPTION...: an SSH server for the logins that OpenSSH without PAM does not have.

The account is `exchange`; FOLDER is `/` to it. It listens on 127.0.0.1, on a port the kernel gives ("port N" is the first
line), and writes a line for each attempt: "connection", "password ok", "password refused", "password expired",
"password changed", "questions asked", "questions ok", "questions refused", "key ok", "sftp".

--password WORD            taken by the password method
--expired                  the password must be changed first: the server asks for a new one
--question TEXT ANSWER     asked by the keyboard-interactive method, hidden; several in this order
--shown                    the next question's answer may be shown while it is typed
--rounds                   each question is a round of its own, not all in one
--banner TEXT              sent before the login
--keys FILE                an authorized_keys file
--delay SECONDS            before each verdict
--attempts N               failures after which the server hangs up (6)
"""
import asyncio
import sys

import asyncssh


class Wishes:
    def __init__(self, words):
        self.folder, self.host_key = words[:2]
        self.password = self.banner = self.keys = None
        self.questions, self.delay, self.attempts = [], 0.0, 6
        self.is_expired = self.has_rounds = shown = False
        rest = iter(words[2:])
        for word in rest:
            if word == "--password":
                self.password = next(rest)
            elif word == "--expired":
                self.is_expired = True
            elif word == "--question":
                self.questions.append((next(rest), next(rest), shown))
                shown = False
            elif word == "--shown":
                shown = True
            elif word == "--rounds":
                self.has_rounds = True
            elif word == "--banner":
                self.banner = next(rest)
            elif word == "--keys":
                self.keys = next(rest)
            elif word == "--delay":
                self.delay = float(next(rest))
            elif word == "--attempts":
                self.attempts = int(next(rest))
            else:
                sys.exit("login_server: no option is named %r" % word)


def say(line):
    print(line, flush=True)


class Login(asyncssh.SSHServer):
    def __init__(self, wishes):
        self.wishes, self.failures, self.round, self.connection = wishes, 0, 0, None

    def connection_made(self, conn):
        self.connection = conn
        say("connection")

    def begin_auth(self, username):
        if self.wishes.banner:
            self.connection.send_auth_banner(self.wishes.banner + "\n")
        if self.wishes.keys:
            self.connection.set_authorized_keys(self.wishes.keys)
        return True

    def auth_completed(self):
        say("in")

    def password_auth_supported(self):
        return self.wishes.password is not None

    def kbdint_auth_supported(self):
        return bool(self.wishes.questions)

    async def verdict(self, what, is_right):
        await asyncio.sleep(self.wishes.delay)
        say("%s %s" % (what, "ok" if is_right else "refused"))
        if not is_right:
            self.failures += 1
            if self.failures >= self.wishes.attempts:
                self.connection.disconnect(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many authentication failures")
        return is_right

    async def validate_password(self, username, password):
        if username != "exchange" or password != self.wishes.password:
            return await self.verdict("password", False)
        if self.wishes.is_expired:
            say("password expired")
            raise asyncssh.PasswordChangeRequired("Your password has expired. New password: ")
        return await self.verdict("password", True)

    def change_password(self, username, old_password, new_password):
        say("password changed")
        self.wishes.password, self.wishes.is_expired = new_password, False
        return True

    def challenge(self):
        asked = self.wishes.questions[self.round:self.round + 1] if self.wishes.has_rounds else self.wishes.questions
        return "Login", "", "en", [(text, shown) for text, _, shown in asked]

    def get_kbdint_challenge(self, username, lang, submethods):
        say("questions asked")
        self.round = 0
        return self.challenge()

    async def validate_kbdint_response(self, username, responses):
        answers = [answer for _, answer, _ in self.wishes.questions]
        if self.wishes.has_rounds:
            answers = answers[self.round:self.round + 1]
        if username != "exchange" or list(responses) != answers:
            return await self.verdict("questions", False)
        self.round += 1
        if self.wishes.has_rounds and self.round < len(self.wishes.questions):
            return self.challenge()
        return await self.verdict("questions", True)


async def main():
    wishes = Wishes(sys.argv[1:])

    def sftp(channel):
        say("sftp")
        return asyncssh.SFTPServer(channel, chroot=wishes.folder.encode())

    server = await asyncssh.create_server(
        lambda: Login(wishes), "127.0.0.1", 0, server_host_keys=[wishes.host_key], sftp_factory=sftp, gss_host=None)
    say("port %d" % server.sockets[0].getsockname()[1])
    await server.wait_closed()


asyncio.run(main())
