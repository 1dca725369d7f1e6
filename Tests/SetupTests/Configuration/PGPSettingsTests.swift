import Exchange
import Setup
import Testing

@Suite struct `A profile's OpenPGP` {
    private static let one = String(repeating: "0123456789", count: 4)
    private static let two = String(repeating: "ABCDEF0123", count: 4)

    /// The profile with these lines at the ends of its blocks.
    private func root(from: String = "", to: String = "", home: String? = "keys/gnupg") -> TestRoot {
        var root = TestRoot(lines: [
            9: "  after_folder: done\n" + from, 13: "  name: \"users_{date}_{run}.zip\"\n" + to,
            2: home.map { "gpg_home: \($0)" } ?? "",
        ])
        if home == nil {
            root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(
                "    zone: America/Chicago", with: "    zone: America/Chicago\n    gpg_home: /etc/exchange/gnupg")
        }
        return root
    }

    private func messages(from: String = "", to: String = "") -> [String] { root(from: from, to: to).messages() }

    @Test func `is read with its defaults, and fingerprints as people copy them`() throws {
        let copied = stride(from: 0, to: 40, by: 4).map { at in
            String(Self.two.lowercased().dropFirst(at).prefix(4))
        }.joined(separator: " ")
        let plan = try root(
            from: "  pgp: {decrypt: \"\(Self.one)\", signed_by: [\"\(copied)\"], passphrase: \"file:keys/pgp\"}",
            to: "  pgp: {encrypt_to: [\"\(Self.two)\"]}"
        ).profile().plan.pgp
        let unwrapping = PGPPlan.Unwrapping(
            key: Self.one, passphrase: .file("/srv/exchange/keys/pgp"), signers: [Self.two], isRequired: true,
            limit: 4_000_000_000)
        let wrapping = PGPPlan.Wrapping(
            recipients: [Self.two], signer: nil, passphrase: nil, isArmored: false, suffix: ".pgp")
        #expect(
            plan == PGPPlan(home: "/srv/exchange/keys/gnupg", unwrapping: unwrapping, wrapping: wrapping))
        #expect(try TestRoot().profile().plan.pgp == nil)
    }

    @Test func `takes the institution's keys where the profile has none`() throws {
        let to = "  pgp: {encrypt_to: [\"\(Self.two)\"]}"
        #expect(try root(to: to, home: nil).profile().plan.pgp?.home == "/etc/exchange/gnupg")
        #expect(TestRoot(lines: [13: "  name: a.zip\n" + to]).complaints().contains { $0.hasSuffix("gpg_home") })
    }

    @Test(arguments: ["89ABCDEF", "0x89ABCDEF01234567", "89AB CDEF"])
    func `takes no part of a fingerprint`(_ short: String) {
        let said = messages(from: "  pgp: {decrypt: \"\(short)\"}")
        #expect(said.count == 1 && said[0].contains("only a part of a fingerprint"), "\(said)")
    }

    @Test func `takes no name, no empty list, and no passphrase itself, which is not repeated`() {
        #expect(messages(from: "  pgp: {decrypt: vendor@example.com}")[0].contains("no fingerprint"))
        #expect(messages(to: "  pgp: {encrypt_to: []}")[0].contains("nobody could read"))
        let said = messages(from: "  pgp: {decrypt: \"\(Self.one)\", passphrase: \"open sesame\"}")
        #expect(said.count == 1 && said[0].contains("never the secret itself") && !said[0].contains("sesame"))
        let open = messages(from: "  pgp: {decrypt: \"\(Self.one)\", required: no, signed_by: [\"\(Self.two)\"]}")
        #expect(open.count == 1 && open[0].contains("leave the signature away"), "\(open)")
        #expect(messages(to: "  pgp: {encrypt_to: [\"\(Self.two)\"], suffix: .handled}").count == 1)
    }

    @Test func `is explained`() throws {
        let profile = try root(
            from: "  pgp: {decrypt: \"\(Self.one)\", signed_by: [\"\(Self.two)\"]}",
            to: "  pgp: {encrypt_to: [\"\(Self.two)\"], sign_with: \"\(Self.one)\"}"
        ).profile()
        let text = ProfileExplanation(profile).lines.joined(separator: "\n")
        #expect(
            text.contains("The files come encrypted to the OpenPGP key \(Self.one); a file that is not is refused."))
        #expect(text.contains("They must be signed by \(Self.two)."))
        #expect(text.contains("Each is encrypted with OpenPGP to \(Self.two), and signed by \(Self.one)"))
    }
}
