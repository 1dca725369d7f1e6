/// Where in a message something stands, as answers to a sender name it (CONTRL): all counted from 1, 0 for none.
package struct EDISpot: Hashable, Sendable {
    /// UNH is 1.
    package let segment: Int
    /// 0 for the whole segment; the tag counts as the first element in CONTRL, and not here.
    package let element: Int
    /// 0 where the element has no other one.
    package let component: Int
}

extension EDIMessage {
    /// What stands at a byte of the file; nil for a byte outside of the message.
    package func spot(atByte byte: Int) -> EDISpot? {
        let offset = byte - start
        guard let index = storage.entries.firstIndex(where: { $0.start <= offset && offset < $0.end }) else {
            return nil
        }
        let entry = storage.entries[index]
        let pieces = storage.pieces[entry.first..<entry.last]
        guard let at = pieces.lastIndex(where: { $0.start <= offset }), at > pieces.startIndex else {
            return EDISpot(segment: index + 1, element: 0, component: 0)
        }
        guard let first = pieces[...at].lastIndex(where: \.beginsElement) else { return nil }
        let element = pieces[pieces.startIndex...first].count(where: \.beginsElement) - 1
        let isAlone = first == at && (at + 1 == pieces.endIndex || pieces[at + 1].beginsElement)
        return EDISpot(segment: index + 1, element: element, component: isAlone ? 0 : at - first + 1)
    }
}
