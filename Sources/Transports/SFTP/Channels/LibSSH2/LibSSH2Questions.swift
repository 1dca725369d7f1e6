import CSSH2
import Exchange
import Machine

/// Answers a keyboard-interactive login (RFC 4256): the password to one question, hidden, alone and the first of its
/// kind. Whatever else the server asks gets no answer, and is kept for the message.
final class LibSSH2Questions {
    private let password: Secret
    private let isModern: Bool
    private var hasAnswered = false
    /// What was asked and not answered.
    private(set) var unanswered: [String] = []

    init(_ password: Secret, isModern: Bool) {
        self.password = password
        self.isModern = isModern
    }

    /// The server spoke of a new password.
    var wantsNewPassword: Bool {
        unanswered.contains { text in
            let words = text.lowercased()
            return ["new password", "new unix password", "expired", "change your password"].contains {
                words.contains($0)
            }
        }
    }

    /// As libssh2 calls it; the answers are its own to free.
    func ask(
        instruction: UnsafeRawBufferPointer, count: Int, _ questions: UnsafeRawPointer?,
        _ answers: UnsafeMutablePointer<exchange_ssh2_answer>?
    ) {
        guard count > 0, let questions, let answers else { return }
        let asked = (0..<count).map { exchange_ssh2_question_at(questions, Int32($0), isModern ? 1 : 0) }
        for index in 0..<count { answers[index] = exchange_ssh2_answer(text: nil, length: 0) }
        guard count == 1, asked[0].echo == 0, !hasAnswered else {
            unanswered += [LibSSH2Faults.plain(instruction)] + asked.map(LibSSH2Questions.words)
            return
        }
        hasAnswered = true
        answers[0] = password.copied()
    }

    private static func words(_ question: exchange_ssh2_question) -> String {
        LibSSH2Faults.plain(
            UnsafeRawBufferPointer(start: question.text, count: question.text == nil ? 0 : question.length))
    }
}

extension Secret {
    /// A copy in the library's own memory, which erases it while somebody logs in.
    fileprivate func copied() -> exchange_ssh2_answer {
        guard count > 0, let memory = exchange_ssh2_memory(count) else {
            return exchange_ssh2_answer(text: nil, length: 0)
        }
        do throws(Fault) {
            try lend { bytes throws(Fault) in
                UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyMemory(from: bytes)
            }
        } catch {
            return exchange_ssh2_answer(text: memory.assumingMemoryBound(to: CChar.self), length: 0)
        }
        return exchange_ssh2_answer(text: memory.assumingMemoryBound(to: CChar.self), length: UInt32(count))
    }
}
