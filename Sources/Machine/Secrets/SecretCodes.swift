import Exchange

extension Code {
    package static let secretMissing = Code(
        "secret.missing", .configuration, owner: .it,
        cause: "The configuration says where a password, passphrase or key is kept, but there is none.",
        remedy: "Put it there, or correct the connection. A file is named by its path; a credential is handed over by "
            + "systemd (LoadCredential=), an environment variable by whoever starts the program.")
    package static let secretOpen = Code(
        "secret.open", .configuration, owner: .it,
        cause: "Others than this program's account can read or replace a file with a secret. It was not used.",
        remedy:
            "Give the file to this program's account or to root and forbid everybody else: chmod 600 FILE, and chmod "
            + "go-w on its folder. If it was readable for long, change the secret. Where systemd or Kubernetes mounts it "
            + "readable for a group: 'credential:' with LoadCredential=, or defaultMode: 0400.")
    package static let secretUnusable = Code(
        "secret.unusable", .configuration, owner: .it,
        cause: "What is kept where a secret should be is empty, larger than 64 KiB, a link, or no file at all.",
        remedy: "Put the secret itself there, in a plain file. Links are not followed: name the file they lead to.")

    static let secrets: [Code] = [secretMissing, secretOpen, secretUnusable]
}
