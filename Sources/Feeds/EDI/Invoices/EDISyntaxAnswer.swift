import Exchange
import Formats

/// A vendor's interchange answered as ISO 9735 has it: CONTRL D.3, which acknowledges what is sound and rejects each message
/// that is not, with segment and element. It speaks of syntax alone: that amounts do not come to their total it cannot say.
package struct EDISyntaxAnswer {
    /// The new interchange, whole.
    package let bytes: [UInt8]
    /// How many messages it rejects.
    package let rejected: Int
    /// Messages it acknowledges although they would not be delivered, by their numbers: what is wrong with them is no syntax.
    package let beyond: [String]

    /// Of the interchange in which the first message `about` stands; nil where there is none.
    package static func draft(
        _ file: any StagedFile, prepared: CivilTime, about isMeant: (EDIView) -> Bool
    ) throws(Fault) -> EDISyntaxAnswer? {
        let survey = try EDISurvey.of(file)
        var opinion = Opinion()
        try EDIView.each(of: file, nil) { view throws(Fault) in
            guard let interchange = view.message.interchange else { return .more }
            if opinion.interchange?.number != interchange.number {
                if opinion.isMeant { return .enough }
                opinion = Opinion(interchange: interchange)
            }
            if isMeant(view) { opinion.isMeant = true }
            opinion.take(view)
            return .more
        }
        guard opinion.isMeant, let interchange = opinion.interchange else { return nil }
        opinion.isCut = !survey.isWhole && interchange.number == survey.interchanges
        return try EDISyntaxAnswer(interchange, opinion, prepared)
    }

    /// What is to be said of one interchange.
    private struct Opinion {
        var interchange: EDIInterchange?
        var isMeant = false
        /// It has no UNZ.
        var isCut = false
        var segments: [EDIPlainSegment] = []
        var rejected = 0
        var beyond: [String] = []

        mutating func take(_ view: EDIView) {
            if !view.message.isWhole || view.message.worst == .error {
                rejected += 1
                segments += EDISyntaxRejection.segments(view)
            } else if view.isRejected {
                beyond.append(view.number ?? view.reference)
            }
        }
    }

    /// 0083: the interchange is rejected with everything in it (4), or acknowledged with every message that is not explicitly
    /// rejected (7).
    private init(_ interchange: EDIInterchange, _ opinion: Opinion, _ prepared: CivilTime) throws(Fault) {
        (rejected, beyond) = (opinion.rejected, opinion.beyond)
        let parties = [
            [interchange.sender, interchange.senderQualifier], [interchange.recipient, interchange.recipientQualifier],
        ]
        let head = [[interchange.reference]] + parties
        let segments =
            opinion.isCut
            ? [EDIPlainSegment("UCI", head + [["4"], ["13"], ["UNZ"]])]
            : [EDIPlainSegment("UCI", head + [["7"]])] + opinion.segments
        let header = EDIHeader(
            from: interchange.recipient, interchange.recipientQualifier, to: interchange.sender,
            interchange.senderQualifier, prepared: prepared, reference: String(("C" + interchange.reference).prefix(14))
        )
        let sink = MemorySink()
        var writer = EDIWriter(header)
        try writer.begin(sink)
        try writer.write(
            EDIDraft(EDIMessageType("CONTRL", version: "D", release: "3"), reference: "1", segments), to: sink)
        try writer.finish(sink)
        bytes = sink.bytes
    }
}
