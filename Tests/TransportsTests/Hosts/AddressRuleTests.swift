import Testing

@testable import Transports

@Suite struct `The rule where a connection may lead` {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false), ("10.1.2.4/30", "10.1.2.7", true), ("10.1.2.4/30", "10.1.2.8", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
        ("::/0", "203.0.113.9", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("10.0.0.0/8", "::ffff:11.1.1.1", false), ("::ffff:10.0.0.0/104", "10.9.9.9", true),
        ("::ffff:10.1.2.3", "10.1.2.3", true), ("::/0", "::ffff:10.1.1.1", false),
        ("10.0.0.0/8", "64:ff9b::10.1.1.1", true),
    ])
    func `holds an address against a range`(range: String, address: String, isAllowed: Bool) throws {
        let rule = try #require(AddressRule([range]))
        #expect(try rule.allows(#require(HostAddress(address))) == isAllowed)
    }

    @Test func `refuses link-local and cloud addresses unless they are named as narrowly`() throws {
        let closed = [
            "169.254.169.254", "169.254.0.1", "fe80::1", "febf::1", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200",
            "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "168.63.129.16",
        ]
        let wide = try #require(AddressRule(["0.0.0.0/0", "::/0", "168.0.0.0/8"]))
        for text in closed {
            let address = try #require(HostAddress(text))
            #expect(!AddressRule.anywhere.allows(address), "\(text)")
            #expect(!wide.allows(address), "\(text)")
        }
        let named = try #require(AddressRule(["169.254.0.0/16", "fe80::/64", "100.100.100.200"]))
        for text in ["169.254.7.7", "fe80::1", "100.100.100.200"] {
            #expect(try named.allows(#require(HostAddress(text))), "\(text)")
        }
        for text in ["127.0.0.1", "::1", "10.0.0.1", "203.0.113.1", "fec0::1"] {
            #expect(try AddressRule.anywhere.allows(#require(HostAddress(text))), "\(text)")
        }
    }

    @Test func `names the entries that are no range`() {
        let bad = [
            "", "10.0.0.0/33", "10.0.0/8", "10.1.2.3/8", "2001:db8::/129", "2001:db8::1/64", "host.example.org",
            "10.0.0.0/",
            "10.0.0.0/-1", "10.0.0.0/+8", "010.0.0.1", "10.0.0.0/8/8", "fe80::1%lo", "::ffff:0.0.0.0/90",
        ]
        #expect(AddressRule.unreadable(bad + ["10.0.0.0/8", "::1"]) == bad)
        #expect(AddressRule(["10.0.0.0/8", "x"]) == nil)
        #expect(AddressRule([])?.allows(HostAddress(bytes: [10, 0, 0, 1])) == false)
    }

    @Test func `reads and writes addresses as people do`() throws {
        for text in ["203.0.113.7", "2001:db8::7", "::1", "::ffff:1.2.3.4"] {
            #expect(try #require(HostAddress(text)).description == text)
        }
        #expect(HostAddress("fe80::1%1")?.scope == 1)
        for text in ["", "1.2.3", "fe80::1%", "localhost", "1.2.3.4%1"] { #expect(HostAddress(text) == nil, "\(text)") }
    }
}
