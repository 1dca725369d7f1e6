import ArgumentParser

struct CompletionsCommand: ParsableCommand {
    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "The completion script for a shell.",
        discussion: """
              exchange completions bash > /etc/bash_completion.d/exchange
              exchange completions zsh > /usr/local/share/zsh/site-functions/_exchange
              exchange completions fish > ~/.config/fish/completions/exchange.fish
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        print(Program.completionScript(for: kind))
    }
}
