import Exchange

/// What libcurl's verdict on an FTP transfer means, together with what the server said.
struct FTPOutcome {
    let outcome: CurlOutcome
    let replies: FTPReplies
    let account: FTPAccount

    /// CURLE_…
    private enum Verdict {
        static let weirdPassive: Set<Int32> = [13, 14]
        static let login: Int32 = 67
        static let unprotected: Int32 = 64
        static let partial: Int32 = 18
        static let noData: Set<Int32> = [7, 10, 12, 15]
    }

    /// `given` is what the code alone would mean.
    func fault(_ given: Fault) -> Fault {
        let context = ["address": account.address, "curl": String(outcome.code)]
        func fault(_ code: Code, _ disposition: Disposition, _ message: String) -> Fault {
            Fault(code, disposition, message, context: context)
        }
        let said = replies.refusal?.words ?? outcome.words
        let isLoggedIn = replies.all.contains { $0.code == 230 || $0.code == 232 }
        switch outcome.code {
        case Verdict.unprotected where isLoggedIn:
            return fault(.ftpUnprotected, .stop, "\(account.address) wants files and lists in the open: \(said).")
        case _ where given.code.name.hasPrefix("tls."): return given
        case Verdict.login:
            if let refusal = replies.refusal, refusal.code == 421 {
                return FTPFaults.passing(refusal, account.address) ?? given
            }
            return fault(.placeLogin, .stop, "\(account.address) refused the login of \(account.user): \(said).")
        case _ where Verdict.weirdPassive.contains(outcome.code):
            return fault(.ftpPassive, .stop, "\(account.address) refuses both passive modes: \(said).")
        case Verdict.partial:
            return fault(.placeLost, .retry(after: 30), "\(account.address) broke off a file: \(said).")
        case _ where Verdict.noData.contains(outcome.code) && given.code != .placeAddress && isAskedForData:
            return fault(
                .ftpData, .retry(after: 30), "\(account.address) could not be reached for data: \(outcome.words).")
        default:
            return given
        }
    }

    /// The server has said where to connect to for data, and nothing since.
    private var isAskedForData: Bool { [227, 229].contains(replies.all.last?.code) }

    /// The refusal that a transfer ended of, if it is about the path that was asked for, not about the conversation or its
    /// connections.
    static func refusal(_ fault: Fault, _ replies: FTPReplies) -> FTPReply? {
        // CURLE_… of a refused RETR, STOR, REST or list.
        guard let refusal = replies.refusal, ["9", "19", "25", "31", "36", "70", "78"].contains(fault.context["curl"]),
            ![421, 425, 426, 430, 451, 503, 521, 522, 530, 534, 536].contains(refusal.code)
        else { return nil }
        return refusal
    }
}
