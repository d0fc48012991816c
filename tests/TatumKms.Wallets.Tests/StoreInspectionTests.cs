using TatumKms.Core;

namespace TatumKms.Wallets.Tests;

public sealed class StoreInspectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tatum-kms-inspection-").FullName;

    private string Target => Path.Combine(_folder, "wallet.dat");

    [Fact]
    public void A_file_of_the_original_counts_no_generations_and_has_no_hash()
    {
        File.WriteAllText(Target, "U2FsdGVkX18AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        Assert.Equal(new StoreInspection(StoreFormat.Original, 0, null), StoreInspection.Read(Target));
    }

    [Theory]
    [InlineData("", KmsError.StoreDamaged)]
    [InlineData("nonsense", KmsError.StoreDamaged)]
    [InlineData("{\n  \"format\": \"tatum-kms-wallet\",\n  \"version\": 2,\n", KmsError.StoreDamaged)]
    [InlineData(null, KmsError.NotFound)]
    public void A_file_that_is_none_is_refused(string? content, KmsError error)
    {
        if (content is not null)
        {
            File.WriteAllText(Target, content);
        }

        Assert.Equal(error, Assert.Throws<KmsException>(() => StoreInspection.Read(Target)).Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
