import Exchange
import Testing

@testable import Machine

/// What gpg might say, and what is made of it, without gpg.
@Suite struct `What gpg says` {
    private static let key = String(repeating: "A", count: 40)
    private static let signer = String(repeating: "B", count: 40)
    private static let good = [
        "ENC_TO 1 18 0", "DECRYPTION_KEY \(String(repeating: "C", count: 40)) \(key) u", "BEGIN_DECRYPTION",
        "DECRYPTION_INFO 2 9 0", "PLAINTEXT 62 1 x", "NEWSIG", "GOODSIG 1 Somebody",
        "VALIDSIG \(signer) 2026-11-21 1 0 4 0 22 10 00 \(signer)", "DECRYPTION_OKAY", "GOODMDC", "END_DECRYPTION",
    ]

    private func judged(_ lines: [String], exit: Int = 0, words: String = "", signers: [String] = [signer]) -> String? {
        let text = lines.map { "[GNUPG:] \($0)\n" }.joined()
        guard let status = GnuPGStatus(Array(text.utf8)) else { return "unreadable" }
        let said = GnuPGWords(exit: exit, status: status, lastWords: words)
        do throws(Fault) {
            try GnuPGOpening(said, GnuPG.Demand(key: Self.key, signers: signers), "x.pgp").judge()
        } catch { return error.code.name }
        return nil
    }

    @Test func `is believed where all of it is good`() {
        #expect(judged(Self.good) == nil)
        #expect(judged(Self.good, exit: 2) == "pgp.program")
    }

    @Test func `is not enough when any line of it is missing`() {
        let idle: Set = ["NEWSIG", "DECRYPTION_INFO", "ENC_TO"]
        for (index, line) in Self.good.enumerated() {
            var lines = Self.good
            lines.remove(at: index)
            let isIdle = line.split(separator: " ").first.map { idle.contains(String($0)) } ?? false
            #expect((judged(lines) == nil) == isIdle, "without \(line): \(judged(lines) ?? "good")")
        }
    }

    @Test(
        arguments: [
            ("GOODSIG", "BADSIG", "pgp.signature"), ("GOODSIG", "EXPKEYSIG", "pgp.signature"),
            ("GOODSIG", "REVKEYSIG", "pgp.signature"), ("GOODSIG", "EXPSIG", "pgp.signature"),
            ("GOODSIG", "ERRSIG", "pgp.signature"), ("GOODMDC", "BADMDC", "pgp.integrity"),
            ("DECRYPTION_OKAY", "DECRYPTION_FAILED", "pgp.integrity"), ("22 10 00", "22 2 00", "pgp.signature"),
            ("00 BBBB", "00 DBBB", "pgp.signature"), (" AAAA", " DAAA", "pgp.key"),
        ])
    func `is refused where a word of it is another`(_ old: String, _ new: String, _ code: String) {
        #expect(judged(Self.good.map { $0.replacing(old, with: new) }) == code)
    }

    @Test func `is refused where another content stands outside of what was encrypted`() {
        #expect(judged(["PLAINTEXT 62 1 y"] + Self.good) == "pgp.integrity")
        #expect(judged(Self.good + ["PLAINTEXT 62 1 y"]) == "pgp.integrity")
        let outside = ["PLAINTEXT 62 1 y"] + Self.good.filter { !$0.hasPrefix("PLAINTEXT") }
        #expect(judged(outside) == "pgp.integrity")
    }

    @Test func `is refused where one signature of two is bad, and where somebody else speaks`() {
        #expect(judged(Self.good + ["BADSIG 2 Other"]) == "pgp.signature")
        #expect(GnuPGStatus(Array("[GNUPG:] NEWSIG\nhello\n".utf8)) == nil)
        #expect(judged(["NODATA 1"], exit: 2) == "pgp.notencrypted")
        #expect(judged(["PLAINTEXT 62 1 x", "GOODSIG 1 x"]) == "pgp.notencrypted")
        #expect(judged([], exit: 2) == "pgp.program")
    }
}
