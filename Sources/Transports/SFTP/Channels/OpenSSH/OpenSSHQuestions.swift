import Exchange
import Machine

/// The way by which ssh asks us: it starts a small script (for a passphrase or password: SSH_ASKPASS; for a host key:
/// KnownHostsCommand) that carries the question through one pipe to us and the answer back through another.
///
/// So nothing secret is on a disk, in an argument or in the environment, every question is judged here, and where nobody
/// answers, because this process is gone, the script fails and ssh with it.
final class OpenSSHQuestions {
    private let questions: NamedPipe
    private let answers: NamedPipe
    private var heard: [UInt8] = []

    /// `prefix` is the folder within `folder`: empty, or ending with a slash. ssh must run in `folder`.
    init(_ folder: PassingFolder, prefix: String) throws(Fault) {
        questions = try folder.makePipe(prefix + "question")
        answers = try folder.makePipe(prefix + "answer")
        try folder.write(prefix + "ask", OpenSSHQuestions.script(prefix), isProgram: true)
    }

    var pipe: NamedPipe { questions }

    /// The next question, if there is one: the words the script was started with.
    func next() throws(Fault) -> [String]? {
        heard += questions.take()
        // The number of words, then each, all ended by a zero byte, which no word can hold.
        let parts = heard.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        guard let first = parts.first else { return nil }
        guard let count = Int(String(decoding: first, as: UTF8.self)), (0...16).contains(count) else {
            throw Fault(.sftpSSH, .stop, "ssh asked in a way that this program does not understand.")
        }
        guard parts.count > count else { return nil }
        let words = parts.dropFirst().prefix(count).map { String(decoding: $0, as: UTF8.self) }
        heard.removeFirst(parts.prefix(count + 1).reduce(0) { $0 + $1.count + 1 })
        return words
    }

    /// Answers the question last heard, with one line.
    func answer(_ line: UnsafeRawBufferPointer) throws(Fault) {
        // What an asker that was ended left behind is nobody else's answer.
        _ = answers.take()
        try answers.put(line)
        try [UInt8(10)].withUnsafeBufferPointer { end throws(Fault) in try answers.put(UnsafeRawBufferPointer(end)) }
    }

    /// SSH_ASKPASS_PROMPT=none is a mere notice (touch the key), which nobody sees.
    private static func script(_ prefix: String) -> String {
        """
        #!/bin/sh
        # Carries one question of ssh to exchange, and the answer back.
        set -eu
        [ "${SSH_ASKPASS_PROMPT-}" != none ] || exit 0
        printf '%s\\0' "$#" "$@" > \(prefix)question
        IFS= read -r answer < \(prefix)answer
        printf '%s\\n' "$answer"

        """
    }
}
