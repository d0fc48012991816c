namespace TatumKms.Core.Tests;

public sealed class ChainRegistryTests
{
    [Fact]
    public void Get_WhenUnknown_NamesWhatIsSupported()
    {
        var exception = Assert.Throws<KmsException>(() => new ChainRegistry([]).Get("XYZ"));

        Assert.Equal(KmsError.Usage, exception.Error);
        Assert.Equal("Unsupported blockchain 'XYZ'.", exception.Message);
    }
}
