import Exchange

/// What a server's status means for people.
struct HTTPSFaults {
    let account: HTTPSAccount

    /// The longest wait a server may ask for within a run; it is asked again by the next run otherwise.
    private static let longestWait = 600

    /// Nil where the status is a good one.
    func fault(_ response: HTTPSResponse, _ path: String, waitSeconds: Int) -> Fault? {
        let shown = PlacePath.readable(path.isEmpty ? "/" : path)
        switch response.status {
        case 200...299: return nil
        case 401, 407:
            let who = response.status == 407 ? "The proxy of" : "The server of"
            return fault(.placeLogin, .stop, response, "\(who) \(account.line.address) refused the login")
        case 403: return fault(.placeRefused, .stop, response, "\(account.line.address) does not allow '\(shown)'")
        case 404, 410: return fault(.placeMissing, .stop, response, "There is no '\(shown)' at \(account.line.address)")
        case 413: return fault(.placeTooLarge, .stop, response, "\(account.line.address) takes nothing as long as that")
        case 408, 425, 429, 500, 502, 503, 504:
            let wait = waitSeconds > 0 ? waitSeconds : 30
            let told = waitSeconds > 0 ? [Retrying.wait: String(min(wait, HTTPSFaults.longestWait))] : [:]
            return fault(
                .httpsBusy, .retry(after: wait), response, "\(account.line.address) asked to come back later", told)
        default: return fault(.httpsStatus, .stop, response, "\(account.line.address) did not give '\(shown)'")
        }
    }

    func redirect(_ why: String, _ path: String) -> Fault {
        Fault(
            .httpsRedirect, .stop,
            "\(account.line.address) sends us on from '\(PlacePath.readable(path))' \(why). It was not followed.",
            context: ["address": account.line.address])
    }

    func endless(_ path: String) -> Fault {
        Fault(
            .httpsEndless, .stop, "\(account.line.address) does not say how long '\(PlacePath.readable(path))' is.",
            context: ["path": PlacePath.readable(path)])
    }

    func cut(_ path: String, _ got: Int, of size: Int) -> Fault {
        Fault(
            .placeTruncated, .retry(after: 30),
            "'\(PlacePath.readable(path))' of \(account.line.address) ended after \(grouped(got)) of \(grouped(size)) bytes.",
            context: ["path": PlacePath.readable(path)])
    }

    func otherPart(_ path: String) -> Fault {
        Fault(
            .placeProtocol, .stop,
            "\(account.line.address) sent another part of '\(PlacePath.readable(path))' than was asked for.",
            remedy: "If the server knows no ranges, write 'ranges: no' in the connection.",
            context: ["path": PlacePath.readable(path)])
    }

    func tooLarge(_ path: String) -> Fault {
        Fault(
            .placeTooLarge, .stop,
            "'\(PlacePath.readable(path))' of \(account.line.address) is longer than the connection allows "
                + "(\(sized(account.largest))). What came was thrown away.",
            remedy: "If it is meant to be so long, allow more under 'largest' in the connection.",
            context: ["path": PlacePath.readable(path)])
    }

    /// For verbs that HTTP has no common way for.
    func cannot(_ what: String) -> Fault {
        Fault(
            .placeVerb, .stop, "\(account.line.address) is a place to get files from by name: \(what).",
            context: ["address": account.line.address])
    }

    private func fault(
        _ code: Code, _ disposition: Disposition, _ response: HTTPSResponse, _ what: String,
        _ more: [String: String] = [:]
    ) -> Fault {
        let context = ["address": account.line.address, "status": String(response.status)]
        return Fault(
            code, disposition, "\(what) (HTTP \(response.status)).", context: context.merging(more) { $1 })
    }
}
