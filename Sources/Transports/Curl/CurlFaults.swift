import Exchange

/// What libcurl's codes mean for people; the only place that knows them. What concerns TLS is said by `TLSTrust`.
enum CurlFaults {
    /// CURLE_…, by what is the matter.
    private enum Kind {
        static let protocolTrouble: Set<Int32> = [1, 3, 8, 11, 13, 14, 19, 21, 31, 36, 61, 96]
        static let unreachable: Set<Int32> = [5, 6, 7, 97]
        static let accessDenied: Int32 = 9
        static let partial: Int32 = 18
        static let uploadRefused: Int32 = 25
        static let timeOut: Int32 = 28
        static let tooLarge: Int32 = 63
        static let login: Int32 = 67
        static let full: Int32 = 70
        static let missing: Int32 = 78
    }

    /// Whether, after a transfer that ended so, nobody there may be listening any more.
    static func breaksOff(_ code: Int32) -> Bool { [7, 18, 23, 26, 28, 35, 42, 52, 55, 56, 60].contains(code) }

    static func fault(_ outcome: CurlOutcome, _ line: CurlLine, refused: [HostAddress]) -> Fault {
        let context = ["address": line.address, "curl": String(outcome.code)]
        let words = outcome.words
        func fault(_ code: Code, _ disposition: Disposition, _ message: String) -> Fault {
            Fault(code, disposition, message, context: context)
        }
        switch outcome.code {
        case _ where !refused.isEmpty && !outcome.wasReady:
            let addresses = refused.map(\.description).joined(separator: ", ")
            return fault(
                .placeAddress, .stop, "\(line.address) led to \(addresses); \(line.addresses.words). Not connected.")
        case _ where Kind.unreachable.contains(outcome.code):
            return fault(.placeUnreachable, .retry(after: 30), "\(line.address) could not be reached (\(words)).")
        case Kind.timeOut where !outcome.wasReady && outcome.response == 0:
            return fault(.placeUnreachable, .retry(after: 30), "\(line.address) did not answer in time (\(words)).")
        case Kind.timeOut:
            return fault(.placeStalled, .retry(after: 60), "\(line.address) kept us waiting too long (\(words)).")
        case Kind.partial:
            return fault(.placeTruncated, .retry(after: 30), "\(line.address) ended a file too early (\(words)).")
        case Kind.login:
            return fault(.placeLogin, .stop, "\(line.address) refused the login (\(words)).")
        case Kind.accessDenied, Kind.uploadRefused:
            return fault(.placeRefused, .stop, "\(line.address) refused what was asked (\(words)).")
        case Kind.missing: return fault(.placeMissing, .stop, "\(line.address) has no such file (\(words)).")
        case Kind.full: return fault(.placeFull, .retry(after: 300), "\(line.address) has no room left (\(words)).")
        case Kind.tooLarge: return fault(.placeTooLarge, .stop, "What \(line.address) sends is too large (\(words)).")
        case _ where Kind.protocolTrouble.contains(outcome.code):
            return fault(.placeProtocol, .stop, "\(line.address) did not keep to its protocol (\(words)).")
        default:
            return fault(.placeLost, .retry(after: 5), "The conversation with \(line.address) broke off (\(words)).")
        }
    }
}
