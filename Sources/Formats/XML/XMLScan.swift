import Exchange
import Glibc

/// Checks XML that this program wrote: every tag closed by its own, one root, nothing beside it, and counts an element.
///
/// No parser: no comments, sections or document types, which `XMLWriter` never writes (they are `xml.damaged` here), and
/// no look at references. Takes chunks of any size; every fault says at which byte. Far faster than parsing.
package final class XMLScan {
    private let wanted: [UInt8]
    private let wantedDepth: Int
    private let stack = XMLStack()
    private var utf8: UTF8Stream?
    /// A tag that the last chunk broke off, from its `<`.
    private var broken: [UInt8] = []
    private var isEnded = false
    /// Bytes before the chunk now read.
    private var offset = 0

    // Private, and shown to others below: what other rooms can see, the compiler must guard at every use.
    private var rootName: String?
    private var countedSoFar = 0
    private var elementsSoFar = 0

    package var root: String? { rootName }
    /// How many of the elements asked for.
    package var counted: Int { countedSoFar }
    /// How many elements altogether.
    package var elements: Int { elementsSoFar }

    /// Counts the elements called `element` that are `depth` deep; the root is at 1.
    package init(counting element: String = "", depth: Int = 2, checksUTF8: Bool = true) {
        wanted = Array(element.utf8)
        wantedDepth = depth
        utf8 = checksUTF8 ? UTF8Stream() : nil
    }

    package func read(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        let chunk = bytes.bindMemory(to: UInt8.self)
        guard let base = chunk.baseAddress, !chunk.isEmpty else { return }
        if let bad = utf8?.firstInvalid(chunk) { throw damaged(bad, "the text is not UTF-8") }
        try scan(base, from: try mend(base, chunk.count), chunk.count)
        offset += chunk.count
    }

    package func finish() throws(Fault) {
        guard broken.isEmpty else { throw damaged(offset, "it ends inside a tag") }
        if let open = stack.innermost { throw damaged(offset, "it ends inside <\(open)>") }
        guard isEnded else { throw damaged(offset, "it has no element") }
        if utf8?.isBroken == true { throw damaged(offset, "it ends inside a character") }
    }

    /// Completes a tag broken off before; returns where to go on.
    private func mend(_ base: UnsafePointer<UInt8>, _ count: Int) throws(Fault) -> Int {
        guard !broken.isEmpty else { return 0 }
        let before = broken.count
        let taken = min(count, XMLTag.longest)
        broken.append(contentsOf: UnsafeBufferPointer(start: base, count: taken))
        let length = broken.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { XMLTag.length($0, buffer.count) }
        }
        guard let length else {
            if broken.count > XMLTag.longest { throw damaged(offset - before, "a tag has no end") }
            return count
        }
        let tag = Array(broken[..<length])
        broken = []
        try tag.withUnsafeBufferPointer { tag throws(Fault) in
            guard let start = tag.baseAddress else { return }
            try take(start, length, at: offset - before)
        }
        return length - before
    }

    private func scan(_ base: UnsafePointer<UInt8>, from: Int, _ count: Int) throws(Fault) {
        var index = from
        while index < count {
            let tag = base[index] == 0x3C ? index : XMLScan.nextTag(base, index, count)
            if stack.depth == 0 { try blank(base, index, tag) }
            guard tag < count else { return }
            // Almost every tag is `</name>` of the element now open, or `<name>`.
            let plain = plainTag(base + tag, count - tag)
            if plain > 0 {
                index = tag + plain
                continue
            }
            guard let length = XMLTag.length(base + tag, count - tag) else {
                if count - tag > XMLTag.longest { throw damaged(offset + tag, "a tag has no end") }
                return broken.append(contentsOf: UnsafeBufferPointer(start: base + tag, count: count - tag))
            }
            try take(base + tag, length, at: offset + tag)
            index = tag + length
        }
    }

    @inline(__always)
    private static func nextTag(_ base: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int {
        memchr(base + from, 0x3C, count - from).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
    }

    /// Takes a tag that is nothing but a name, in one pass; its length, or 0 where it is of another shape, broken off or
    /// wrong, for the thorough way to say so.
    @inline(__always)
    private func plainTag(_ tag: UnsafePointer<UInt8>, _ room: Int) -> Int {
        // The root and what is counted go the thorough way.
        if room < 4 || stack.depth < wantedDepth { return 0 }
        if tag[1] == 0x2F { return stack.popPlain(tag + 2, room - 2).map { $0 + 2 } ?? 0 }
        // Most elements hold nothing but text: their three parts are looked at together and never stacked.
        if stack.depth < XMLStack.deepest, let length = XMLTag.leafLength(tag, room) {
            elementsSoFar += 1
            return length
        }
        guard let length = stack.pushPlain(tag + 1, room - 1) else { return 0 }
        elementsSoFar += 1
        return length + 1
    }

    /// Outside the root there is only white space.
    private func blank(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) throws(Fault) {
        for index in from..<end where ![0x20, 0x09, 0x0A, 0x0D].contains(base[index]) {
            throw damaged(offset + index, "text stands outside the root element")
        }
    }

    /// A whole tag, from `<` to `>`.
    @inline(__always)
    private func take(_ tag: UnsafePointer<UInt8>, _ length: Int, at position: Int) throws(Fault) {
        if tag[1] == 0x2F {
            try close(tag, length, position)
        } else if tag[1] == 0x3F {
            if rootName != nil { throw damaged(position, "a declaration stands after the start") }
        } else {
            try open(tag, length, position)
        }
    }

    @inline(__always)
    private func open(_ tag: UnsafePointer<UInt8>, _ length: Int, _ position: Int) throws(Fault) {
        let name = XMLTag.nameLength(tag + 1, length - 2)
        if tag[1] == 0x21 {
            throw damaged(position, "a comment, a section or a document type stands here, which user files do not have")
        }
        guard name > 0, XMLTag.isNameStart(tag[1]) else { throw damaged(position, "a tag has no name") }
        if isEnded { throw damaged(position, "a second root element starts") }
        guard stack.push(tag + 1, name) else { throw damaged(position, "elements nest too deep") }
        elementsSoFar += 1
        if rootName == nil { rootName = stack.innermost }
        if stack.depth == wantedDepth, name == wanted.count { count(tag + 1) }
        if tag[length - 2] == 0x2F {
            _ = stack.pop(tag + 1, name)
            isEnded = stack.depth == 0
        }
    }

    private func count(_ name: UnsafePointer<UInt8>) {
        let isWanted = wanted.withUnsafeBufferPointer { wanted in
            wanted.baseAddress.map { XMLStack.areEqual($0, name, wanted.count) } ?? false
        }
        if isWanted { countedSoFar += 1 }
    }

    @inline(__always)
    private func close(_ tag: UnsafePointer<UInt8>, _ length: Int, _ position: Int) throws(Fault) {
        guard stack.pop(tag + 2, XMLTag.nameLength(tag + 2, length - 3)) else {
            let open = stack.innermost.map { "<\($0)> is open" } ?? "none is open"
            throw damaged(position, "an end tag does not match: \(open)")
        }
        if stack.depth == 0 { isEnded = true }
    }

    private func damaged(_ byte: Int, _ why: String) -> Fault {
        Fault(.xmlDamaged, .stop, "the XML is damaged at byte \(byte): \(why)", context: ["byte": "\(byte)"])
    }
}
