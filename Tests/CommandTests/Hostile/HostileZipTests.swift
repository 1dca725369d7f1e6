import ServerKit
import Testing

/// Zips from people who mean no good, at the two doors for files from elsewhere.
@Suite struct HostileZipTests {
    @Test(arguments: HostileZip.all) func `a zip is judged, not believed`(_ zip: HostileZip) throws {
        let scratch = try Scratch()
        try zip.make(scratch.at("users.zip"))
        let before = scratch.names(".")
        let outcome = try Program().run("validate", scratch.at("users.zip"), "--json")
        let text = try Program().run("validate", scratch.at("users.zip"))
        #expect(outcome.status == zip.exit && text.status == zip.exit, "\(text.output)\(text.errors)")
        let opinion = try OpinionDocument(outcome.output)
        #expect(opinion.fault?.code == zip.code, "\(text.output)")
        #expect(opinion.fault?.remedy.isEmpty != true)
        #expect(text.output.contains(zip.words), "\(text.output)")
        #expect(isPlain(text.output + text.errors))
        #expect(scratch.names(".") == before, "nothing is unpacked anywhere")
    }

    @Test(arguments: HostileZip.all) func `a zip is compared with nothing before it is judged`(_ zip: HostileZip) throws
    {
        let scratch = try Scratch()
        try zip.make(scratch.at("new.zip"))
        try HostileZip.all[0].make(scratch.at("old.zip"))
        let outcome = try Program().run("compare", scratch.at("old.zip"), scratch.at("new.zip"))
        // A file without a user is no refusal here: it lacks everybody.
        let exit = zip.testDescription == "not one user" ? 1 : zip.exit
        #expect(outcome.status == exit, "\(outcome.output)\(outcome.errors)")
        #expect(isPlain(outcome.output + outcome.errors))
        guard exit == 5, let code = zip.code else { return }
        #expect(outcome.errors.contains("NEW, new.zip: ") && outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty, "nothing half-compared is shown")
    }

    /// No character that a terminal would obey, and none that turns what is shown.
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                    && !(0x202A...0x202E).contains(scalar.value)
        }
    }
}
