namespace TatumKms.Chains.Sol.Programs;

/// <summary>Addresses of programs that are the same on every cluster.</summary>
internal static class ProgramIds
{
    public static readonly SolAddress System = SolAddress.Known("11111111111111111111111111111111");
    public static readonly SolAddress Token = SolAddress.Known("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
    public static readonly SolAddress Token2022 = SolAddress.Known("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
    public static readonly SolAddress AssociatedToken = SolAddress.Known("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
    public static readonly SolAddress Memo = SolAddress.Known("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
    public static readonly SolAddress OldMemo = SolAddress.Known("Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo");
    public static readonly SolAddress ComputeBudget = SolAddress.Known("ComputeBudget111111111111111111111111111111");
    public static readonly SolAddress Metaplex = SolAddress.Known("metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s");
    public static readonly SolAddress Stake = SolAddress.Known("Stake11111111111111111111111111111111111111");
    public static readonly SolAddress Vote = SolAddress.Known("Vote111111111111111111111111111111111111111");
    public static readonly SolAddress AddressLookupTable = SolAddress.Known("AddressLookupTab1e1111111111111111111111111");
    public static readonly SolAddress UpgradeableLoader = SolAddress.Known("BPFLoaderUpgradeab1e11111111111111111111111");
    public static readonly SolAddress Ed25519Verifier = SolAddress.Known("Ed25519SigVerify111111111111111111111111111");
    public static readonly SolAddress Secp256k1Verifier = SolAddress.Known("KeccakSecp256k11111111111111111111111111111");
    public static readonly SolAddress Secp256r1Verifier = SolAddress.Known("Secp256r1SigVerify1111111111111111111111111");
}
