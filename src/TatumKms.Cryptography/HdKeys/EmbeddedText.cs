namespace TatumKms.Cryptography.HdKeys;

/// <summary>Reads the data files that are compiled into this assembly.</summary>
internal static class EmbeddedText
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
