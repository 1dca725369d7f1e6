/// The beginning of an interchange: who sends it to whom, and how it is written.
package final class EDIInterchange {
    /// Counts from 1 in the file.
    package let number: Int
    /// UNB.
    package let header: EDISegment
    /// UNA, if there is one, and UNB, byte for byte with the line breaks behind them.
    package let raw: [UInt8]
    /// Where they start in the file.
    package let start: Int
    package let hasAdvice: Bool
    package let separators: EDISeparators
    /// `UNOC`; empty where UNB has none.
    package let syntax: String
    package let version: String
    package let sender: String
    /// 0007: `14` EAN, `31B` SAN; often empty.
    package let senderQualifier: String
    package let recipient: String
    package let recipientQualifier: String
    /// The control reference, 0020.
    package let reference: String
    /// UNB says that it is a test (0035).
    package let isTest: Bool

    init(_ number: Int, _ header: EDISegment, advice: [UInt8], start: Int, separators: EDISeparators) {
        self.number = number
        self.header = header
        self.start = start
        self.separators = separators
        raw = advice + header.storage.bytes
        hasAdvice = !advice.isEmpty
        syntax = header[1, 1]
        version = header[1, 2]
        sender = header[2, 1]
        senderQualifier = header[2, 2]
        recipient = header[3, 1]
        recipientQualifier = header[3, 2]
        reference = header[5]
        isTest = header.has("1", 11)
    }
}
