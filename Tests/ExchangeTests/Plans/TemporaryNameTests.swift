import Exchange
import Testing

@Suite struct `A temporary name` {
    @Test func `stands beside the final name, or in a folder of its own`() throws {
        #expect(TemporaryName.standard.path("1", for: "out") == "out/.x-1")
        #expect(TemporaryName.standard.path("1", for: "") == ".x-1")
        #expect(try #require(TemporaryName("{id}.part")).path("1", for: "out") == "out/1.part")
        #expect(try #require(TemporaryName("a/b/x{id}y")).path("1", for: "out") == "a/b/x1y")
    }

    @Test(arguments: [".x-{id}", "{id}.part", "a/b/{id}"]) func `is written as it was read`(text: String) {
        #expect(TemporaryName(text)?.description == text)
    }

    @Test(arguments: ["", "x", "{id}{id}", "/{id}", "{id}/x", "{run}{id}", "{id}}", "{ID}"])
    func `is refused`(text: String) { #expect(TemporaryName(text) == nil) }
}
