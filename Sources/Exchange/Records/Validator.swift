/// Has opinions about records and never throws: each opinion is a finding.
package protocol Validator<Record> {
    associatedtype Record
    /// True when the record may be delivered. An `.error` finding was reported for every false.
    mutating func check(_ record: borrowing Record, at position: Position, report: Report) -> Bool
}
