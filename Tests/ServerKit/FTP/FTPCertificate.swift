import Machine

/// A certificate authority of one server's own, and the server's certificate for 127.0.0.1 and localhost.
struct FTPCertificate {
    let authority: String
    let certificate: String
    let key: String

    init(in folder: ServerFolder) throws {
        (authority, certificate, key) = (folder.at("ca.pem"), folder.at("server.pem"), folder.at("server.key"))
        let (caKey, request, extensions) = (folder.at("ca.key"), folder.at("request"), folder.at("extensions"))
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        try Self.openssl(
            ["req", "-x509", "-days", "90", "-subj", "/CN=authority of a test", "-keyout", caKey, "-out", authority]
                + curve)
        try Self.openssl(["req", "-new", "-subj", "/CN=localhost", "-keyout", key, "-out", request] + curve)
        try TextFile.write(extensions, "subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        try Self.openssl([
            "x509", "-req", "-days", "60", "-in", request, "-CA", authority, "-CAkey", caKey, "-CAcreateserial",
            "-extfile", extensions, "-out", certificate,
        ])
    }

    private static func openssl(_ arguments: [String]) throws {
        let said = try ChildProcess("/usr/bin/openssl", arguments, environment: ["PATH": "/usr/bin:/bin"]).run()
        guard said.status == 0 else { throw TestTrouble("openssl: \(said.lastWords)") }
    }
}
