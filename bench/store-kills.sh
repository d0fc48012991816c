#!/usr/bin/env bash
# Kills a process that adds, removes and changes the password 50,000 times (or $1 times) at random moments, and looks at the
# store after each: bench/store-kills.sh [KILLS]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TatumKms.Wallets.Tests --configuration Release --nologo --verbosity quiet
TATUM_KMS_KILLS="${1:-50000}" dotnet run --no-build --configuration Release --project tests/TatumKms.Wallets.Tests -- \
  -class TatumKms.Wallets.Tests.Files.KillTests -showliveoutput
