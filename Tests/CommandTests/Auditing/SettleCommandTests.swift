import Foundation
import ServerKit
import Testing

/// `exchange settle`, as the person meets it who has asked the receiver.
@Suite struct `A delivery that a person settles` {
    @Test(arguments: DoubtedSite.Kind.allCases) func `as delivered ends, and its run with it`(
        _ kind: DoubtedSite.Kind
    ) throws {
        let site = try DoubtedSite(kind)
        let shown = try site.run("settle", "26-0001/1")
        #expect(shown.status == 2 && shown.output.contains("publishing -> in doubt"), "\(shown.errors)")
        #expect(shown.output.contains("  the final name sis/1.txt: not there\n"), "\(shown.output)")
        let first = try site.run("settle", "1.txt", "--delivered", "--reason", "they have it")
        // The second was intended with the first, and swept with it.
        #expect(first.status == 2 && first.output.contains("sis/1.txt was settled as delivered by "), "\(first.errors)")
        #expect(site.waiting() == ["1.txt", "2.txt"] && site.names.isEmpty)
        let second = try site.run("settle", "26-0001/2", "--delivered", "--reason", "this one as well", "--json")
        #expect(second.status == 0, "\(second.output) \(second.errors)")
        #expect(try ReportDocument(second.output).remarks.contains { $0.hasSuffix(": this one as well") })
        #expect(site.waiting().isEmpty && site.names.isEmpty)
        #expect(try site.carry().status == 3)
        #expect(try site.run("audit", "verify").status == 0)
        let events = try site.run("audit", "export", "--run", "26-0001").output
        #expect(events.contains("\"event\":\"settled delivered by ") && events.contains(": they have it\""))
    }

    @Test(arguments: DoubtedSite.Kind.allCases) func `as not delivered is sent anew, once`(
        _ kind: DoubtedSite.Kind
    ) throws {
        let site = try DoubtedSite(kind)
        let sent = try site.run("settle", "26-0001/1", "--not-delivered", "--reason", "their sweep removed it")
        #expect(sent.status == 2, "the second is in doubt now: \(sent.output) \(sent.errors)")
        #expect(site.names == ["1.txt"] && site.text("1.txt") == "one\n")
        let other = try site.run("settle", "2.txt", "--not-delivered", "--reason", "nor that one")
        #expect(other.status == 0, "\(other.output) \(other.errors)")
        #expect(site.names == ["1.txt", "2.txt"] && site.text("2.txt") == "two\n")
        #expect(site.waiting().isEmpty)
        let again = try site.run("settle", "26-0001/1", "--not-delivered", "--reason", "once more")
        #expect(again.status == 64 && again.errors.contains("[settle.state]"), "\(again.errors)")
        #expect(try site.carry().status == 3 && site.names == ["1.txt", "2.txt"])
    }

    @Test func `is refused where there is none, or the name is nobody's`() throws {
        let site = try DoubtedSite(.local)
        for word in ["26-0001/9", "26-0099/1", "none.txt", ""] {
            let outcome = try site.run("settle", word, "--delivered", "--reason", "x")
            #expect(outcome.status == 64 && outcome.errors.contains("[settle.unknown]"), "\(word): \(outcome.errors)")
        }
    }

    @Test func `killed at any point of the decision has one outcome, and the other half is done later`() throws {
        for point in ["settle.decided", "settle.settled"] {
            let site = try DoubtedSite(.local)
            let killed = try Program(
                Repository.debugBinary,
                environment: ["EXCHANGE_ROOT": site.scratch.path, "EXCHANGE_FP": "\(point):1:kill"]
            ).run("settle", "26-0001/1", "--not-delivered", "--reason", "swept")
            #expect(killed.status == 137 && site.names.isEmpty, "\(killed.errors)")
            let isDecided = point == "settle.settled"
            // What was decided is carried out by the next run; what was not waits for a person as before.
            #expect(try site.carry().status == 2)
            #expect(site.names == (isDecided ? ["1.txt"] : []), "\(point)")
            #expect(try site.run("audit", "verify").status == 0)
        }
    }
}
