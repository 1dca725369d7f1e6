import Foundation

/// What `exchange run --json` and `exchange report --json` print, as a program of somebody else would read it.
struct ReportDocument: Decodable {
    struct Arrival: Decodable {
        let path: String
        let size: Int
        let sha256: String?
        let state: String
    }

    struct Delivery: Decodable {
        let target: String
        let size: Int
        let sha256: String
        let state: String
    }

    struct Counts: Decodable {
        let read: Int
        let added: Int
        let accepted: Int
        let rejected: Int
        let filtered: Int
        let merged: Int

        /// Nothing is lost and nothing appears.
        var balance: Bool { read + added == accepted + rejected + filtered + merged }
    }

    struct Finding: Decodable {
        let severity: String
        let rule: String
        let owner: String
        let line: Int?
        let path: String?
        let message: String
        let remedy: String
    }

    struct Fault: Decodable {
        let code: String
        let message: String
        let remedy: String
        let owner: String
        let context: [String: String]
    }

    let schema: Int
    let profile: String
    let run: String
    let end: String
    let exit: Int
    let headline: String
    let counts: Counts
    let arrivals: [Arrival]
    let deliveries: [Delivery]
    let rejects: [String]
    let findings: [Finding]
    let remarks: [String]
    let fault: Fault?

    init(_ text: String) throws {
        do { self = try JSONDecoder().decode(ReportDocument.self, from: Data(text.utf8)) } catch {
            throw Unreadable(text: String(text.prefix(2000)), why: "\(error)")
        }
    }

    struct Unreadable: Error {
        let text: String
        let why: String
    }
}
