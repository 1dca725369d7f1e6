import Exchange

/// A segment of a message: a view, good for as long as somebody keeps it.
///
/// Elements count from 1 behind the tag and components from 1 inside an element, as the directory counts them:
/// of `DTM+137:20260114:102`, `[1, 2]` is `20260114`. What is not there is empty: a segment has as many empty elements at
/// its end as one likes (ISO 9735, 7). An element that is repeated answers with its first repetition.
package struct EDISegment {
    let storage: EDIStorage
    /// Which segment of its message it is, from 1: UNH is 1.
    package let number: Int
    /// Where the message starts in its file.
    let origin: Int
    let messageNumber: Int

    private var entry: EDIStorage.Entry { storage.entries[number - 1] }

    package var tag: EDITag { entry.tag }
    /// The line of its tag, from 1.
    package var line: Int { entry.line }
    /// The byte of its tag in the file, from 0.
    package var byte: Int { origin + entry.start }
    /// The directory's number of the segment group it stands in: 26 for MOA of a line of INVOIC, 41 for MOA behind its ALC.
    /// 0 outside of groups; nil where the message's structure is not known, or the segment has no place in it.
    package var group: Int? { entry.group < 0 ? nil : Int(entry.group) }

    /// How many elements, written empty or not.
    package var count: Int { pieces { $0.dropFirst().count { $0.beginsElement } } }

    /// How many components an element has, in its first repetition; 0 where it is not there.
    package func components(_ element: Int) -> Int {
        var count = 0
        while storage.piece(number - 1, element, count + 1) != nil { count += 1 }
        return count
    }

    /// The text, without release characters and wraps; empty where it is not there.
    package subscript(element: Int, component: Int = 1) -> String {
        String(decoding: bytes(element, component), as: UTF8.self)
    }

    /// The text as UTF-8.
    package func bytes(_ element: Int, _ component: Int = 1) -> [UInt8] {
        storage.piece(number - 1, element, component).map(storage.text) ?? []
    }

    package func isEmpty(_ element: Int, _ component: Int = 1) -> Bool {
        storage.piece(number - 1, element, component)?.isEmpty ?? true
    }

    /// Whether the text is `word`, without making a string of it: for qualifiers.
    package func has(_ word: StaticString, _ element: Int = 1, _ component: Int = 1) -> Bool {
        let entry = entry
        return storage.bytes.withUnsafeBufferPointer { raw in
            storage.pieces.withUnsafeBufferPointer { all in
                let pieces = UnsafeBufferPointer(rebasing: all[entry.first..<entry.last])
                return EDIText.equals(raw, pieces, element, component, word)
            }
        }
    }

    /// The number written there, by the interchange's decimal mark; nil where nothing is.
    package func decimal(_ element: Int, _ component: Int = 1) -> Result<Decimal, DecimalProblem>? {
        let text = bytes(element, component)
        return text.isEmpty ? nil : DecimalReading(marks: storage.separators.decimalMarks).read(text)
    }

    /// Where it stands, or one of its components (of one that is not there, its element): for findings.
    package func position(_ element: Int = 0, _ component: Int = 1, path: String? = nil) -> Position {
        let entry = entry
        let piece = storage.piece(number - 1, element, component) ?? storage.piece(number - 1, element, 1)
        let start = piece?.start ?? entry.start
        let breaks = storage.bytes[entry.start..<start].count { $0 == 0x0A }
        return Position(record: messageNumber, byte: origin + start, line: entry.line + breaks, path: path ?? "\(tag)")
    }

    /// The bytes as they were written, up to and with the terminator.
    package var raw: [UInt8] { Array(storage.bytes[entry.start..<entry.content]) }

    /// The same as plain text, to be changed and written again.
    package var plain: EDIPlainSegment {
        pieces { pieces in
            var segment = EDIPlainSegment("\(tag)", [])
            for piece in pieces.dropFirst() {
                let text = String(decoding: storage.text(piece), as: UTF8.self)
                if piece.beginsElement { segment.elements.append([]) }
                if segment.elements.isEmpty { segment.nesting.append(text) } else { segment.append(text) }
            }
            return segment.trimmed
        }
    }

    private func pieces<R>(_ body: (UnsafeBufferPointer<EDIPiece>) -> R) -> R {
        let entry = entry
        return storage.pieces.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[entry.first..<entry.last]))
        }
    }
}
