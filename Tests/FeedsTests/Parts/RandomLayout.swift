import ConformanceKit
import Exchange
import Rules

@testable import Feeds

/// Layouts and users that differ in every way a profile can.
struct RandomLayout {
    var numbers: SeededNumbers
    private static let texts = [
        "x", "Ada", "a & b", "<b>", "]]>", "\r\n", "ümläut", "😀", "'\"", "&amp;", " padded ", "\t",
        "long \(String(repeating: "y", count: 300))",
    ]

    init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    mutating func layout() -> UserLayout {
        var layout = UserLayout()
        for element in UserSchema.fields where element.name == "primary_id" || chance(3) {
            layout.fields.append(member(element, &layout))
        }
        for segment in UserSchema.segments {
            for number in 0..<Int.random(in: 0...3, using: &numbers) {
                layout.parts.append(part(segment, number, &layout))
            }
        }
        // Parts of one kind need not stand together.
        layout.parts.shuffle(using: &numbers)
        return layout
    }

    /// Each value blank half of the time; now and then all of them.
    mutating func values(_ layout: UserLayout) -> [String] {
        let allBlank = chance(10)
        return layout.slots.map { _ in allBlank || chance(2) ? "" : text() }
    }

    /// As the mapping leaves a user: values anywhere in one buffer.
    func record(_ values: [String]) -> UserRecord {
        var user = UserRecord(slots: values.count)
        for (slot, value) in values.enumerated().reversed() where !value.isEmpty {
            user.bytes += Array("junk".utf8)
            let start = user.bytes.count
            user.bytes += Array(value.utf8)
            user.ranges[slot] = start..<user.bytes.count
        }
        return user
    }

    private mutating func part(_ segment: UserSegment, _ number: Int, _ layout: inout UserLayout) -> UserLayout.Part {
        let path = "\(segment.setting)[\(number + 1)]"
        var members: [UserLayout.Member] = []
        for element in segment.elements where element.name == segment.key || chance(3) {
            members.append(member(element, &layout))
        }
        var kinds: [UserLayout.Member] = []
        if let type = segment.types?.type {
            for _ in 0..<Int.random(in: 1...2, using: &numbers) { kinds.append(member(type, &layout)) }
        }
        var attributes: Set<String> = []
        for name in segment.attributes where chance(2) { attributes.insert(name) }
        return UserLayout.Part(
            segment: segment, path: path, name: path, kinds: kinds, attributes: attributes, members: members)
    }

    private mutating func member(_ element: UserElement, _ layout: inout UserLayout) -> UserLayout.Member {
        let source: ValueRule.Source = chance(3) ? .constant(text()) : .column("C")
        return layout.member(
            element, ValueRule(source, mark: Mark(file: "", line: 1, column: 1)), path: element.name, name: element.name
        )
    }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }

    private mutating func text() -> String { RandomLayout.texts.randomElement(using: &numbers) ?? "x" }
}
