import Foundation
import ServerKit
import Testing

/// An administrator gets to know two places, and one of them breaks.
@Suite struct `A transcript of connections` {
    @Test func `from the first look to a folder that is gone`() throws {
        let site = try Site()
        let day = Transcript(in: site.root)
        try day.type("connections list", exit: 0)
        try site.give("PERSON_ID\n1\n")
        try day.type("connections test", exit: 0)
        try day.type("connections test alma", exit: 0)
        try day.type("connections put alma <root>/Profiles/institutions.yaml --to sis --as pilot.txt --quiet", exit: 0)
        try day.type("connections put alma <root>/Profiles/institutions.yaml --to sis --as pilot.txt", exit: 64)
        try day.type("connections get alma sis/pilot.txt --to <root>/pilot.txt --quiet", exit: 0)
        day.note("somebody tidies up over there")
        try FileManager.default.removeItem(atPath: site.scratch.at(Site.pickup))
        try day.type("connections test", exit: 6)
        try day.type("connections test almma", exit: 64)
        try day.check("transcript-connections.txt")
    }
}
