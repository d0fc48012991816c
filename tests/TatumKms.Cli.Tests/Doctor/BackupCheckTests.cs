using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Files;

namespace TatumKms.Cli.Tests.Doctor;

public class BackupCheckTests
{
    [Fact]
    public async Task A_named_backup_of_the_same_generation_is_in_order_however_old()
    {
        using var world = new DoctorWorld();
        var backup = await BackUpAsync(world, "safe.dat");
        File.SetLastWriteTimeUtc(backup, world.Time.GetUtcNow().UtcDateTime.AddDays(-400));

        (await RunAsync(world, backup)).Is(Verdict.Ok, "400 days ago, by its date and has the wallet file's generation, 1.");
    }

    [Fact]
    public async Task A_backup_that_lacks_changes_is_a_warning_with_the_command_for_a_new_one()
    {
        using var world = new DoctorWorld();
        var backup = await BackUpAsync(world, "safe.dat");
        await world.Machine.GenerateAsync();

        (await RunAsync(world, backup)).Is(Verdict.Warning, "has generation 1; the wallet file is at 2.")
            .Fix($"tatum-kms backup --path={world.Machine.Store} {world.Machine.Folder}/wallet-{world.Time.GetUtcNow():yyyy-MM-dd}.dat");
    }

    [Fact]
    public async Task A_backup_that_is_ahead_of_the_wallet_file_is_a_problem()
    {
        using var world = new DoctorWorld();
        await world.Machine.GenerateAsync();
        var older = await File.ReadAllBytesAsync(world.Machine.Store, TestContext.Current.CancellationToken);
        var backup = await BackUpAsync(world, "safe.dat");
        await File.WriteAllBytesAsync(world.Machine.Store, older, TestContext.Current.CancellationToken);

        (await RunAsync(world, backup)).Is(Verdict.Problem, "an older file was put in its place").Fix($"tatum-kms backup verify {backup}");
    }

    [Fact]
    public async Task A_named_backup_that_is_missing_or_damaged_is_a_problem()
    {
        using var world = new DoctorWorld();
        await world.Machine.GenerateAsync();

        (await RunAsync(world, Path.Combine(world.Machine.Folder, "none"))).Is(Verdict.Problem, "There is no file");
        (await RunAsync(world, world.Write("nonsense", "nonsense"))).Is(Verdict.Problem, "not a wallet file");
    }

    [Fact]
    public async Task Of_a_folder_of_backups_the_newest_wallet_file_counts()
    {
        using var world = new DoctorWorld();
        var folder = Directory.CreateDirectory(Path.Combine(world.Machine.Folder, "safe")).FullName;
        await world.Machine.GenerateAsync();
        (await RunAsync(world, null, folder)).Is(Verdict.Problem, "There is no backup in");

        var old = await BackUpAsync(world, "safe/old.dat");
        File.SetLastWriteTimeUtc(old, world.Time.GetUtcNow().UtcDateTime.AddDays(-2));
        await BackUpAsync(world, "safe/new.dat");
        world.Write("safe/notes.txt", "newer, but no wallet file");

        (await RunAsync(world, null, folder)).Is(Verdict.Ok, "safe/new.dat was written in the last 24 hours");
    }

    [Fact]
    public async Task A_copy_beside_the_wallet_file_shares_its_fate_and_none_at_all_is_told_honestly()
    {
        using var world = new DoctorWorld();
        (await RunAsync(world, null)).Is(Verdict.NotApplicable, "no wallet file");
        await world.Machine.GenerateAsync();
        (await RunAsync(world, null)).Is(Verdict.Warning, "one on another machine cannot be seen");

        File.Copy(world.Machine.Store, Path.Combine(world.Folder, "copy.dat"));
        (await RunAsync(world, null)).Is(Verdict.Warning, "shares its fate");
    }

    [Fact]
    public async Task A_file_of_the_original_is_compared_by_its_date()
    {
        using var world = new DoctorWorld();
        Directory.CreateDirectory(world.Folder);
        const string Original = "U2FsdGVkX18AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        await File.WriteAllTextAsync(world.Machine.Store, Original, TestContext.Current.CancellationToken);
        var backup = world.Write("safe.dat", Original);
        var now = world.Time.GetUtcNow().UtcDateTime;

        File.SetLastWriteTimeUtc(world.Machine.Store, now.AddDays(-3));
        File.SetLastWriteTimeUtc(backup, now.AddDays(-1.5));
        (await RunAsync(world, backup)).Is(Verdict.Ok, "1 day ago, by its date, after the last change");
        File.SetLastWriteTimeUtc(world.Machine.Store, now);
        (await RunAsync(world, backup)).Is(Verdict.Warning, "before the last change");
    }

    private static async Task<string> BackUpAsync(DoctorWorld world, string name)
    {
        await world.Machine.GenerateAsync();
        var path = Path.Combine(world.Machine.Folder, name);
        File.Copy(world.Machine.Store, path);
        return path;
    }

    private static Task<Finding> RunAsync(DoctorWorld world, string? named, string? folder = null) =>
        world.RunAsync(new BackupCheck(() => world.Machine.Store, named, () => folder, world.Time));
}
