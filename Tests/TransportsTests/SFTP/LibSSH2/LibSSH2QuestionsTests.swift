import CSSH2
import Exchange
import Glibc
import Machine
import Testing

@testable import Transports

@Suite struct `Questions at a login` {
    /// Asks as libssh2 does, in the shape of its version; the answers.
    private func ask(
        _ questions: LibSSH2Questions, _ texts: [(String, Bool)], instruction: String = "", isModern: Bool = false
    ) -> [String?] {
        let prompts = texts.map { strdup($0.0) }
        defer { for prompt in prompts { free(prompt) } }
        var answers = [exchange_ssh2_answer](repeating: exchange_ssh2_answer(), count: texts.count)
        func call(_ raw: UnsafeRawPointer?) {
            Array(instruction.utf8).withUnsafeBytes { words in
                answers.withUnsafeMutableBufferPointer {
                    questions.ask(instruction: words, count: texts.count, raw, $0.baseAddress)
                }
            }
        }
        if isModern {
            let asked = zip(prompts, texts).map {
                exchange_ssh2_question(text: $0, length: $1.0.utf8.count, echo: $1.1 ? 1 : 0)
            }
            asked.withUnsafeBytes { call($0.baseAddress) }
        } else {
            let asked = zip(prompts, texts).map {
                exchange_ssh2_question_110(text: $0, length: UInt32($1.0.utf8.count), echo: $1.1 ? 1 : 0)
            }
            asked.withUnsafeBytes { call($0.baseAddress) }
        }
        return answers.map { answer in
            guard let text = answer.text else { return nil }
            defer { free(text) }
            return String(decoding: UnsafeRawBufferPointer(start: text, count: Int(answer.length)), as: UTF8.self)
        }
    }

    private func questions(_ password: String = "correct horse", isModern: Bool = false) -> LibSSH2Questions {
        Array(password.utf8).withUnsafeBytes { LibSSH2Questions(Secret($0), isModern: isModern) }
    }

    @Test(arguments: [false, true])
    func `one hidden question gets the password, once`(isModern: Bool) {
        let questions = questions(isModern: isModern)
        #expect(ask(questions, [], isModern: isModern).isEmpty)
        #expect(ask(questions, [("Password: ", false)], isModern: isModern) == ["correct horse"])
        #expect(ask(questions, [("Password: ", false)], isModern: isModern) == [nil])
        #expect(questions.unanswered.contains("Password: ") && !questions.wantsNewPassword)
    }

    @Test func `a question whose answer shows, or several at once, get none`() {
        #expect(ask(questions(), [("Your name: ", true)]) == [nil])
        let several = questions()
        #expect(ask(several, [("Password: ", false), ("Code: ", false)]) == [nil, nil])
        #expect(several.unanswered.suffix(2) == ["Password: ", "Code: "])
    }

    @Test func `a wish for a new password is noticed and not granted`() {
        let questions = questions()
        #expect(ask(questions, [("Password: ", false)]) == ["correct horse"])
        #expect(ask(questions, [("New password: ", false)], instruction: "You must change it") == [nil])
        #expect(questions.wantsNewPassword)
    }

    @Test func `what a server asks is told without its control characters`() {
        let questions = questions()
        _ = ask(questions, [("A\u{1b}[2Jb", true)])
        #expect(questions.unanswered.last == "A [2Jb")
    }
}
