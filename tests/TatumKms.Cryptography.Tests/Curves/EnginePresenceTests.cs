using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

public sealed class EnginePresenceTests
{
    [Fact]
    public void The_native_engine_is_there_where_TATUM_KMS_REQUIRE_NATIVE_says_so()
    {
        var isRequired = Environment.GetEnvironmentVariable("TATUM_KMS_REQUIRE_NATIVE") == "1";
        Assert.True(Engines.Native is not null || !isRequired, "libsecp256k1 is required here, but cannot be loaded.");
    }

    [Fact]
    public void CreateBest_prefers_the_native_engine() =>
        Assert.Equal((Engines.Native ?? Engines.BouncyCastle).Name, Secp256k1.CreateBest().Name);

    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void Each_engine_passes_the_known_answer_check(string engine) =>
        Assert.True(Secp256k1SelfCheck.Passes(Engines.Get(engine)));

    [Fact]
    public void A_disposed_native_engine_throws_instead_of_calling_the_library()
    {
        var engine = LibSecp256k1.TryCreate();
        engine?.Dispose();
        Assert.True(engine is null || Assert.Throws<ObjectDisposedException>(() => engine.IsValidPrivateKey(new byte[32])) is not null);
    }
}
