import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@Suite struct `A SHA-256 digest` {
    @Test(arguments: [
        // FIPS 180-4's examples, and the empty message.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `is the standard's for its examples`(text: String, hex: String) {
        #expect(SHA256.digest(of: Array(text.utf8)).hex == hex)
    }

    @Test func `is the standard's for a million times the letter a, whatever the pieces`() {
        for piece in [1, 63, 64, 65, 1000, 1_000_000] {
            var hasher = SHA256()
            var left = 1_000_000
            while left > 0 {
                let part = [UInt8](repeating: 0x61, count: min(piece, left))
                part.withUnsafeBytes { hasher.update($0) }
                left -= part.count
            }
            #expect(
                hasher.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", "by \(piece)"
            )
        }
    }

    @Test func `is what sha256sum says, for files of many sizes`() throws {
        let scratch = try Scratch()
        var numbers = SeededNumbers(seed: 180)
        let sizes =
            [0, 1, 55, 56, 63, 64, 65, 119, 120, 262_144]
            + (0..<20).map { _ in Int.random(in: 0...400_000, using: &numbers) }
        var names: [String] = []
        var ours: [String] = []
        for (index, size) in sizes.enumerated() {
            let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
            try scratch.write("\(index)", bytes)
            names.append(scratch.at("\(index)"))
            ours.append(try FileOnDisk(measuring: Folder.openAnywhere(names[index]), name: "x").digest.hex)
        }
        let theirs = try Program("/usr/bin/sha256sum").run(names).output.split(separator: "\n").map { $0.prefix(64) }
        #expect(ours.elementsEqual(theirs.map(String.init)), "seed 180")
    }
}
