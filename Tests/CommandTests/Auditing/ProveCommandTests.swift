import Foundation
import ServerKit
import Testing

/// `exchange prove`, as somebody meets it whom the receiver tells that the file never came, or was another one.
@Suite struct `What was delivered can be proven` {
    struct Proof: Decodable {
        struct Place: Decodable {
            struct Fact: Decodable {
                let name: String
                let value: String
            }
            let role: String
            let address: String
            let facts: [Fact]
        }
        struct Arrival: Decodable {
            let path: String
            let sha256: String
            let staged: String
        }
        struct Row: Decodable {
            let event: String
            let hash: String
        }
        struct Chain: Decodable {
            let whole: Bool
            let head: String
        }
        let run: String
        let target: String
        let sha256: String
        let state: String
        let temporary: String
        let arrivals: [Arrival]
        let places: [Place]
        let rows: [Row]
        let chain: Chain
    }

    private func proofs(_ outcome: Program.Outcome) throws -> [Proof] {
        try JSONDecoder().decode([Proof].self, from: Data(outcome.output.utf8))
    }

    @Test func `from a server's copy, with the server's address and host key`() throws {
        let key = try SSHKeys.client()
        let site = try FarSite(
            FarPlace(try SSHServer(), key: key), FarPlace(try SSHServer(), key: key),
            profile: `A run to a receiver`.profile())
        try site.give(Array("one\n".utf8), as: "1.txt")
        #expect(try site.carry().outcome.status == 0)
        let theirs = "\(site.target.files.folder)/sis/1.txt"
        let outcome = try site.run("prove", theirs, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let proof = try #require(try proofs(outcome).first)
        #expect(proof.target == "sis/1.txt" && proof.state == "delivered" && proof.chain.whole)
        #expect(proof.sha256 == "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806")
        #expect(proof.arrivals.map(\.sha256) == [proof.sha256] && proof.arrivals[0].path == "outgoing/1.txt")
        #expect(proof.places.map(\.role) == ["source", "target"])
        let facts = proof.places[1].facts
        #expect(facts.contains { $0.name == "host key" && $0.value.contains("SHA256:") }, "\(facts)")
        #expect(facts.contains { $0.name == "address" && $0.value.contains("127.0.0.1") }, "\(facts)")
        #expect(proof.rows.contains { $0.event == "publishing -> delivered" })
        let verified = try site.run("audit", "verify", "--head", proof.chain.head)
        #expect(verified.status == 0, "\(verified.errors)")
        let text = try site.run("prove", "26-0001/1").output
        #expect(text.hasPrefix("DELIVERED  sis-import  delivery 26-0001/1\n"), "\(text)")
        #expect(text.contains("  sha256 \(proof.sha256)\n") && text.contains("The audit chain holds"))
    }

    @Test func `from a file that came in, and by the name it was sent under`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let came = try site.run("prove", site.scratch.at("\(Site.pickup)/people_1.csv"))
        #expect(came.status == 0 && came.output.contains("is, byte for byte, a file that went into"), "\(came.output)")
        for word in ["people_26-0001.zip", "sis/people_26-0001.zip", "26-0001/1"] {
            #expect(try proofs(site.run("prove", word, "--json")).map(\.run) == ["26-0001"])
        }
        let zip = try site.run("prove", site.scratch.at("\(Site.target)/people_26-0001.zip"))
        #expect(zip.output.contains("is, byte for byte, what this delivery sent:"))
    }

    @Test func `and of what nobody knows, nothing is`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        try site.scratch.write("other", "other\n")
        for word in [site.scratch.at("other"), "26-0001/1", "other.zip"] {
            let outcome = try site.run("prove", word)
            #expect(outcome.status == 3 && outcome.output.hasPrefix("Nothing is known of "), "\(outcome.errors)")
            #expect(try site.run("prove", word, "--json").output == "[]\n" || outcome.status == 3)
        }
    }
}
