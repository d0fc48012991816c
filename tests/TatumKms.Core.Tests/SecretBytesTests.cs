using System.Text.Json;

namespace TatumKms.Core.Tests;

public sealed class SecretBytesTests
{
    [Fact]
    public void Dispose_zeroes_the_bytes_and_refuses_to_show_them()
    {
        var memory = ReadOnlyMemory<byte>.Empty;
        using (var secret = new SecretBytes([1, 2, 3]))
        {
            memory = secret.Memory;
        }

        Assert.Equal([0, 0, 0], memory.ToArray());
    }

    [Fact]
    public void Span_WhenDisposed_Throws()
    {
        var secret = new SecretBytes([1]);
        secret.Dispose();

        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    [Fact]
    public void Neither_text_nor_interpolation_shows_the_bytes()
    {
        using var secret = SecretBytes.FromUtf8("hunter2");

        Assert.Equal("[secret] [secret]", $"{secret} {secret.ToString()}");
    }

    [Fact]
    public void Json_of_it_is_refused()
    {
        using var secret = SecretBytes.FromUtf8("hunter2");

        Assert.ThrowsAny<Exception>(() => JsonSerializer.Serialize(secret));
    }

    [Fact]
    public void Create_WhenFillThrows_ZeroesAndPasses()
    {
        Assert.Throws<InvalidOperationException>(() => SecretBytes.Create(4, _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void FixedTimeEquals_compares_contents()
    {
        using var secret = SecretBytes.FromUtf8("ä");

        Assert.True(secret.FixedTimeEquals([0xC3, 0xA4]));
        Assert.False(secret.FixedTimeEquals([0xC3]));
    }
}
