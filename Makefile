# Everything a person or a machine does with this checkout. 'make' alone explains itself.
# Works from any directory: 'make -C path/to/checkout run'. Writes nothing into the checkout but .build/ (and
# SwiftPM's Package.resolved, which git ignores).

ROOT := $(patsubst %/,%,$(dir $(realpath $(lastword $(MAKEFILE_LIST)))))
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

# An arrow between our own targets that Package.swift does not declare is an error, in every build.
CHECKED := --package-path "$(ROOT)" --explicit-target-dependency-import-check error
# One file: the Swift library inside, C libraries from the system. Not stripped: that saves a third of the 95 MB and no
# time to start (measured), and a trap's backtrace would have no names.
RELEASE := -c release --static-swift-stdlib --product exchange
BINARY := $(ROOT)/.build/release/exchange

# Where 'make install' puts it. DESTDIR stands before every path, for those who make packages.
PREFIX ?= /usr/local
PACKAGES := $(ROOT)/.build/packages

.PHONY: help run build test install uninstall deb check-deb torture bench lateness fuzz format lint clean

help: ## What can be done here
	@echo 'make run     install what is missing, build, and carry the shipped sample from a CSV to a zipped user file'
	@echo 'make build   the release binary: .build/release/exchange'
	@echo 'make test    install what the tests need; check style, build, and run every test'
	@echo 'make install put it on this machine, after make build: PREFIX (/usr/local), DESTDIR; make uninstall takes it away'
	@echo 'make deb     a Debian package: .build/packages/exchange.deb; make check-deb tries it on a machine made for that'
	@echo 'make torture kill the program, cut its power, damage its ledger, for TORTURE_MINUTES (10), and have it audited'
	@echo 'make bench   this program against its peers, on the same input: the scripts a library would write, curl, sftp and lftp'
	@echo 'make lateness how late the daemon begins 300 profiles, also beside a hostile one; LATENESS_MINUTES (6) a round'
	@echo 'make fuzz    inputs that a fuzzer thinks up for the readers of EDIFACT and CSV, for FUZZ_MINUTES (10)'
	@echo 'make format  bring the Swift sources into the house format'
	@echo 'make lint    say where they are not in it'
	@echo 'make clean   remove .build/'

run: build ## The first thing to try
	@"$(ROOT)/deploy/try-sample" "$(BINARY)"

build: ## The release binary
	@"$(ROOT)/deploy/install-packages" build
	swift build $(CHECKED) $(RELEASE)

# The release binary is built here as well, though it costs minutes: command tests run the binary an operator runs,
# and what must not be in it (fault points) can only be looked for in it. Everything that fails fast comes first;
# the tests come last, so that the last lines say how many ran.
test: ## Everything that must hold before a change is called done
	@"$(ROOT)/deploy/install-packages" test
	@"$(ROOT)/Tests/Servers/unpack-proftpd" "$(ROOT)/.build/test-servers/proftpd"
	@"$(ROOT)/Tests/Servers/unpack-vsftpd" "$(ROOT)/.build/test-servers/vsftpd"
	@$(MAKE) -f "$(ROOT)/Makefile" lint
	@"$(ROOT)/Tests/Model/check"
	swift build $(CHECKED) $(RELEASE)
	swift build $(CHECKED) --build-tests
	@"$(ROOT)/Tests/release-check" "$(BINARY)" "$(ROOT)/.build/debug/exchange"
	@"$(ROOT)/Tests/Model/replay" --binary "$(ROOT)/.build/debug/exchange" --turns 18
	EXCHANGE_BINARY="$(BINARY)" "$(ROOT)/Tests/run-tests"

# No build here: whoever installs is root, and root should build nothing.
install: ## After 'make build'
	@"$(ROOT)/deploy/install" "$(BINARY)" "$(DESTDIR)" "$(PREFIX)"

uninstall: ## Never configuration, state or reports
	@"$(ROOT)/deploy/install" --remove "$(DESTDIR)" "$(PREFIX)"

deb: build ## A Debian package
	@"$(ROOT)/deploy/install-packages" package
	@"$(ROOT)/deploy/make-package" "$(BINARY)" "$(PACKAGES)"

# As root, with the network: it makes a Debian of its own below .build/, some minutes the first time.
check-deb: deb ## The package, the units and the Containerfile, tried on machines made for that
	@"$(ROOT)/deploy/check-units" "$(PACKAGES)/exchange.deb" "$(PACKAGES)"
	@"$(ROOT)/deploy/check-package" "$(PACKAGES)/exchange.deb" "$(PACKAGES)"

# A debug build, because only that one has points to be killed at.
torture: ## Lost, doubled, partial: none
	@"$(ROOT)/deploy/install-packages" test
	@"$(ROOT)/Tests/Servers/unpack-vsftpd" "$(ROOT)/.build/test-servers/vsftpd"
	swift build $(CHECKED) --product exchange
	"$(ROOT)/Tests/Model/replay" --binary "$(ROOT)/.build/debug/exchange" --turns 120 \
		$${TORTURE_SEED:+--seed "$$TORTURE_SEED"}
	@status=0; minutes="$${TORTURE_MINUTES:-10}"; \
	share() { awk "BEGIN { print $$minutes * $$1 }"; }; \
	prove() { \
		script="$$1"; part="$$2"; shift 2; \
		/usr/bin/python3 "$(ROOT)/Tests/$$script.py" --binary "$(ROOT)/.build/debug/exchange" \
			--minutes "$$(share "$$part")" $${TORTURE_SEED:+--seed "$$TORTURE_SEED"} "$$@" || status=$$?; \
	}; \
	prove Torture/torture 0.7 --vsftpd "$(ROOT)/.build/test-servers/vsftpd"; \
	prove Power/power 0.15 --states 100000; \
	prove Power/flips 0.05; \
	prove Disks/disks 0.07; \
	prove Disks/races 0.03 --races 200; \
	exit $$status

bench: ## Against its peers
	@"$(ROOT)/deploy/install-packages" bench
	@"$(ROOT)/Tests/Servers/unpack-vsftpd" "$(ROOT)/.build/test-servers/vsftpd"
	swift build $(CHECKED) $(RELEASE)
	@status=0; \
	/usr/bin/python3 "$(ROOT)/Tests/Bench/bench.py" --binary "$(BINARY)" || status=$$?; \
	/usr/bin/python3 "$(ROOT)/Tests/Bench/transfer.py" --binary "$(BINARY)" || status=$$?; \
	/usr/bin/python3 "$(ROOT)/Tests/Bench/ftp.py" --binary "$(BINARY)" \
		--vsftpd "$(ROOT)/.build/test-servers/vsftpd" || status=$$?; \
	/usr/bin/python3 "$(ROOT)/Tests/Bench/money.py" --binary "$(BINARY)" || status=$$?; \
	/usr/bin/python3 "$(ROOT)/Tests/Bench/edi.py" --binary "$(BINARY)" || status=$$?; \
	exit $$status

lateness: ## The daemon's promise about time, on this machine
	@"$(ROOT)/deploy/install-packages" test
	swift build $(CHECKED) $(RELEASE)
	/usr/bin/python3 "$(ROOT)/Tests/Daemon/lateness.py" --binary "$(BINARY)"

fuzz: ## Readers may refuse anything, and trap at nothing
	@"$(ROOT)/Tests/Fuzz/fuzz"

format:
	swift format --in-place --recursive --parallel "$(ROOT)/Package.swift" "$(ROOT)/Sources" "$(ROOT)/Tests"

lint:
	swift format lint --strict --recursive --parallel "$(ROOT)/Package.swift" "$(ROOT)/Sources" "$(ROOT)/Tests"

clean:
	rm -rf "$(ROOT)/.build"
