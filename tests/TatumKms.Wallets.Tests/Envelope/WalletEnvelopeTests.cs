using System.Text;
using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Tests.Support;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests.Envelope;

/// <summary>What is refused, and as what, when a version 2 file is not exactly what was written.</summary>
public sealed class WalletEnvelopeTests
{
    private const string Plaintext = """{"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11":{"privateKey":"canary","chain":"ETH","testnet":true}}""";
    private static readonly StoreErrors Errors = new("wallet.dat");
    private readonly byte[] _file = Stores.Seal(Plaintext, generation: 17);
    private readonly Dictionary<string, StoreKeys> _keys = [];

    [Fact]
    public void Open_WhenNothingWasChanged_GivesThePlaintext() => Assert.Equal(Plaintext, Open(_file));

    [Fact]
    public void Seal_WritesTheFormThatTheDocumentShows()
    {
        var lines = Encoding.UTF8.GetString(_file).Split('\n');
        Assert.Equal("{", lines[0]);
        Assert.Equal("  \"format\": \"tatum-kms-wallet\",", lines[1]);
        Assert.Equal("  \"version\": 2,", lines[2]);
        Assert.Equal("  \"kdf\": {", lines[3]);
        Assert.Equal(["    \"name\": \"scrypt\",", "    \"n\": 16384,", "    \"r\": 1,", "    \"p\": 1,"], lines[4..8]);
        Assert.Matches("^    \"salt\": \"[A-Za-z0-9+/]{22}==\",$", lines[8]);
        Assert.Matches("^    \"check\": \"[A-Za-z0-9+/]{43}=\"$", lines[9]);
        Assert.Equal(["  },", "  \"cipher\": {", "    \"name\": \"AES-256-GCM\","], lines[10..13]);
        Assert.Matches("^    \"nonce\": \"[A-Za-z0-9+/]{16}\"$", lines[13]);
        Assert.Equal(["  },", "  \"generation\": 17,"], lines[14..16]);
        Assert.Matches("^  \"data\": \"[A-Za-z0-9+/]+=*\"$", lines[16]);
        Assert.Equal(["}", ""], lines[17..]);
    }

    [Fact]
    public void Seal_TakesANewNonceEachTime() => Assert.NotEqual(_file, Stores.Seal(Plaintext, generation: 17));

    /// <summary>The three lengths end the base64 text with none, one and two characters of padding.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("  ")]
    public void Open_WhenAnyOneBitIsFlipped_Refuses(string more)
    {
        var file = Stores.Seal(Plaintext + more);
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            var changed = (byte[])file.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed, $"bit {bit}");
        }
    }

    [Fact]
    public void Open_WhenTheFileIsCutAnywhere_Refuses()
    {
        for (var length = 0; length < _file.Length; length++)
        {
            AssertRefused(_file[..length], $"first {length} bytes");
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("}")]
    [InlineData("\0")]
    public void Open_WhenSomethingFollows_SaysDamaged(string tail) =>
        AssertError(KmsError.StoreDamaged, [.. _file, .. Encoding.UTF8.GetBytes(tail)]);

    [Theory]
    [InlineData("\"r\": 1", "\"r\": 2")]
    [InlineData("\"p\": 1", "\"p\": 2")]
    [InlineData("\"n\": 16384", "\"n\": 32768")]
    [InlineData("\"salt\": \"A", "\"salt\": \"B")]
    public void Open_WhenWhatTheKeysComeFromWasChanged_SaysWrongPassword(string from, string to) =>
        AssertError(KmsError.WrongPassword, Changed(from, to));

    [Fact]
    public void Open_WhenTheCheckWasChanged_SaysWrongPassword() => AssertError(KmsError.WrongPassword, ChangedAfter("\"check\": \""));

    [Theory]
    [InlineData("\"nonce\": \"")]
    [InlineData("\"data\": \"")]
    public void Open_WhenWhatTheCipherReadsWasChanged_SaysDamaged(string before) => AssertError(KmsError.StoreDamaged, ChangedAfter(before));

    [Theory]
    [InlineData("\"generation\": 17", "\"generation\": 16")]
    [InlineData("\"generation\": 17", "\"generation\": 0")]
    [InlineData("\"generation\": 17", "\"generation\": -17")]
    [InlineData("\"generation\": 17", "\"generation\": 17.0")]
    [InlineData("\"generation\": 17", "\"generation\": 9007199254740992")]
    [InlineData("\"generation\": 17", "\"generation\": \"17\"")]
    [InlineData("tatum-kms-wallet", "tatum-kms-wallets")]
    [InlineData("\"version\": 2", "\"version\": 1")]
    [InlineData("\"version\": 2", "\"version\": 2.0")]
    [InlineData("\"version\": 2", "\"version\": null")]
    [InlineData("AES-256-GCM", "AES-128-GCM")]
    [InlineData("\"scrypt\"", "\"pbkdf2\"")]
    [InlineData("  \"version\"", " \"version\"")]
    [InlineData("  \"version\"", "\t\"version\"")]
    [InlineData("  \"version\"", "\t \"version\"")]
    [InlineData("\"version\": 2", "\"version\" :2")]
    [InlineData("\"data\": \"", "\"data\": \" ")]
    [InlineData("\"\n}\n", "    \"\n}\n")]
    [InlineData("\"data\": \"", "\"data\":\t\"")]
    [InlineData(",\n  \"version\"", ",\r\n  \"version\"")]
    [InlineData("\"version\"", "\"\\u0076ersion\"")]
    [InlineData("  \"generation\"", "  \"note\": 1,\n  \"generation\"")]
    [InlineData("  \"generation\": 17,\n", "  \"generation\": 17,\n  \"generation\": 17,\n")]
    [InlineData("  \"generation\": 17,\n", "")]
    [InlineData("\"\n}\n", "\",\n  \"data\": \"AAAA\"\n}\n")]
    [InlineData("\"\n}\n", "\",\n  \"more\": 1\n}\n")]
    [InlineData("\"\n}\n", "\"\n}")]
    [InlineData("\"\n}\n", "\"\n}\r\n")]
    [InlineData("    \"r\": 1,\n    \"p\": 1,", "    \"p\": 1,\n    \"r\": 1,")]
    [InlineData("\"salt\": \"AAAA", "\"salt\": \"")]
    [InlineData("\"salt\": \"A", "\"salt\": \"\\ud800")]
    [InlineData("\"format\"", "\"\\ud800ormat\"")]
    [InlineData("tatum-kms-wallet", "\\ud800atum-kms-wallet")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAB==")]
    public void Open_WhenTheTextIsNotTheCanonicalOne_SaysDamaged(string from, string to) =>
        AssertError(KmsError.StoreDamaged, Changed(from, to));

    [Theory]
    [InlineData(1 << 13, 8, 1)]
    [InlineData(1 << 21, 8, 1)]
    [InlineData((1 << 14) + 1, 8, 1)]
    [InlineData(1 << 20, 9, 1)]
    [InlineData(1 << 14, 0, 1)]
    [InlineData(1 << 14, 17, 1)]
    [InlineData(1 << 14, 8, 0)]
    [InlineData(1 << 14, 8, 5)]
    [InlineData(-16384, 8, 1)]
    [InlineData(16384, 4294967304, 1)]
    public void Open_WhenTheKdfIsOutOfBounds_SaysDamagedBeforeAnyWork(long n, long r, long p)
    {
        var text = Encoding.UTF8.GetString(_file)
            .Replace("\"n\": 16384,\n    \"r\": 1,\n    \"p\": 1,", $"\"n\": {n},\n    \"r\": {r},\n    \"p\": {p},", StringComparison.Ordinal);
        var problem = Assert.Throws<KmsException>(() => EnvelopeReader.Read(Encoding.UTF8.GetBytes(text), Errors));
        Assert.Equal(KmsError.StoreDamaged, problem.Error);
        Assert.Contains("scrypt", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1 << 20, 8, 1)]
    [InlineData(1 << 14, 16, 4)]
    public void FromFile_WhenAtTheBounds_Accepts(int n, int r, int p) => Assert.NotNull(KdfParameters.FromFile(n, r, p));

    [Theory]
    [InlineData(1 << 14, 8, 1)]
    [InlineData(1 << 15, 7, 1)]
    [InlineData(1 << 20, 16, 1)]
    [InlineData(100_000, 8, 1)]
    public void KdfParameters_WhenTooWeakOrTooCostlyToWrite_Throws(int n, int r, int p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new KdfParameters(n, r, p));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9007199254740992")]
    public void Read_WhenTheGenerationIsOutOfBounds_SaysDamaged(string generation)
    {
        var file = Changed("\"generation\": 17", $"\"generation\": {generation}");
        var problem = Assert.Throws<KmsException>(() => EnvelopeReader.Read(file, Errors));
        Assert.Contains("generation is out of bounds", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenTheVersionIsNewer_SaysSo()
    {
        var problem = Assert.Throws<KmsException>(() => EnvelopeReader.Read(Changed("\"version\": 2", "\"version\": 3"), Errors));
        Assert.Equal(KmsError.StoreDamaged, problem.Error);
        Assert.Contains("newer version", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenThePasswordIsWrong_SaysSo()
    {
        using var password = new SecretBytes("Correct horse battery staple"u8);
        var store = EnvelopeReader.Read(_file, Errors);
        using var keys = StoreKeys.Derive(password, store.Header.Kdf, store.Header.Salt, CheapKeys.Derive);
        Assert.False(WalletEnvelope.IsKeyedBy(keys, store.Header));
    }

    [Fact]
    public void Open_WhenTheDataOfAnotherGenerationIsSplicedIn_SaysDamaged()
    {
        var other = Encoding.UTF8.GetString(Stores.Seal(Plaintext, generation: 16)).Split('\n');
        var lines = Encoding.UTF8.GetString(_file).Split('\n');
        (lines[13], lines[16]) = (other[13], other[16]);
        AssertError(KmsError.StoreDamaged, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }

    private byte[] Changed(string from, string to)
    {
        var text = Encoding.UTF8.GetString(_file);
        var at = text.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The file has no '{from}'.");
        return Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..]);
    }

    private byte[] ChangedAfter(string marker)
    {
        var text = Encoding.UTF8.GetString(_file);
        var at = text.IndexOf(marker, StringComparison.Ordinal) + marker.Length;
        return Encoding.UTF8.GetBytes(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
    }

    private static void AssertCanaryIsAbsent(KmsException problem) =>
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);

    private void AssertError(KmsError expected, byte[] file) => Assert.Equal(expected, Assert.Throws<KmsException>(() => Open(file)).Error);

    private void AssertRefused(byte[] file, string what)
    {
        var problem = Record.Exception(() => Open(file));
        Assert.True(problem is KmsException { Error: KmsError.StoreDamaged or KmsError.WrongPassword }, $"{what}: {problem}");
        AssertCanaryIsAbsent((KmsException)problem!);
    }

    /// <summary>What the store does, with the keys of each salt made once.</summary>
    private string Open(byte[] file)
    {
        var store = EnvelopeReader.Read(file, Errors);
        var (kdf, salt) = (store.Header.Kdf, Convert.ToHexString(store.Header.Salt));
        var name = $"{kdf.N} {kdf.R} {kdf.P} {salt}";
        if (!_keys.TryGetValue(name, out var keys))
        {
            using var password = new SecretBytes(Encoding.UTF8.GetBytes(Stores.Password));
            _keys[name] = keys = StoreKeys.Derive(password, kdf, store.Header.Salt, CheapKeys.Derive);
        }

        using var plaintext = WalletEnvelope.IsKeyedBy(keys, store.Header) ? WalletEnvelope.Open(keys, store, Errors) : throw Errors.WrongPassword();
        return Encoding.UTF8.GetString(plaintext.Span);
    }
}
