import Foundation

/// What `exchange validate --json` prints.
struct OpinionDocument: Decodable {
    struct Finding: Decodable {
        let rule: String
        let severity: String
        let record: Int?
        let byte: Int?
        let line: Int?
        let path: String?
        let message: String
        let remedy: String
        let owner: String
    }

    let feed: String
    let takenFor: String
    let verdict: String
    let records: ReportDocument.Counts
    let findings: [Finding]
    let notChecked: [String]
    let fault: ReportDocument.Fault?

    init(_ text: String) throws { self = try JSONDecoder().decode(OpinionDocument.self, from: Data(text.utf8)) }
}
