using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Files;
using TatumKms.Daemon.Policy;
using TatumKms.Wallets;

namespace TatumKms.Cli.Tests.Doctor;

public class FileCheckTests
{
    private const UnixFileMode GroupReads = DoctorWorld.OwnersFile | UnixFileMode.GroupRead;
    private const UnixFileMode OwnersFolder = DoctorWorld.OwnersFile | UnixFileMode.UserExecute;

    private static readonly KdfParameters Cheap = new(1 << 15, 8, 1);

    [Fact]
    public async Task A_file_of_its_owner_alone_is_in_order_and_one_of_others_is_a_problem_with_the_command_that_mends_it()
    {
        using var world = new DoctorWorld();
        var mine = world.Write("mine", "");
        var ours = world.Write("our's", "", GroupReads);

        (await Check(world, mine, "absent")).Is(Verdict.Ok, mine);
        (await Check(world, mine, ours)).Is(Verdict.Problem, "Others than the owner").Fix($"chmod 600 '{ours.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        (await Check(world, "absent")).Is(Verdict.NotApplicable, "There are no things.");

        static Task<Finding> Check(DoctorWorld world, params string[] files) => world.RunAsync(new OwnersAloneCheck("x", "things", () => files));
    }

    [Fact]
    public async Task A_folder_in_which_others_can_write_is_a_problem_and_one_that_they_can_list_a_warning()
    {
        using var world = new DoctorWorld();
        var check = new FolderCheck(() => world.Machine.Store);
        (await world.RunAsync(check)).Is(Verdict.NotApplicable, "yet");
        Directory.CreateDirectory(world.Folder);

        DoctorWorld.SetMode(world.Folder, OwnersFolder);
        (await world.RunAsync(check)).Is(Verdict.Ok, world.Folder);

        DoctorWorld.SetMode(world.Folder, OwnersFolder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        (await world.RunAsync(check)).Is(Verdict.Warning, "can see").Fix($"chmod 700 {world.Folder}");

        DoctorWorld.SetMode(world.Folder, OwnersFolder | UnixFileMode.GroupWrite | UnixFileMode.StickyBit);
        (await world.RunAsync(check)).Is(Verdict.Problem, "can write").Fix($"chmod go-w {world.Folder}");
    }

    [Fact]
    public async Task A_folder_above_counts_unless_it_has_the_sticky_bit()
    {
        using var world = new DoctorWorld();
        Directory.CreateDirectory(world.Folder);
        DoctorWorld.SetMode(world.Folder, OwnersFolder);
        var check = new FolderCheck(() => world.Machine.Store);

        DoctorWorld.SetMode(world.Machine.Home, OwnersFolder | UnixFileMode.OtherWrite);
        (await world.RunAsync(check)).Is(Verdict.Problem, world.Machine.Home).Fix($"chmod go-w {world.Machine.Home}");

        DoctorWorld.SetMode(world.Machine.Home, OwnersFolder | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        (await world.RunAsync(check)).Is(Verdict.Ok, "");
    }

    [Theory]
    [InlineData(DriveType.Fixed, 200, Verdict.Ok)]
    [InlineData(DriveType.Fixed, 50, Verdict.Warning)]
    [InlineData(DriveType.Fixed, 5, Verdict.Problem)]
    [InlineData(DriveType.Network, 200, Verdict.Warning)]
    [InlineData(DriveType.Ram, 200, Verdict.Problem)]
    public async Task A_disk_of_this_machine_with_room_is_in_order(DriveType kind, int mebibytes, object verdict)
    {
        using var world = new DoctorWorld();

        var finding = await world.RunAsync(new VolumeCheck(() => world.Machine.Store, _ => new Volume("thisfs", kind, mebibytes << 20)));

        finding.Is((Verdict)verdict, $"{world.Machine.Home} is on thisfs with {mebibytes} MiB left");
    }

    [Fact]
    public async Task The_volume_of_a_real_folder_is_found()
    {
        using var world = new DoctorWorld();

        Assert.True(Volume.Of(world.Machine.Home) is { Format.Length: > 0, FreeBytes: > 0 });
        Assert.DoesNotContain("could not be looked at", (await world.RunAsync(new VolumeCheck(() => world.Machine.Store, Volume.Of))).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_takes_files_is_in_order_and_the_trial_leaves_nothing_behind()
    {
        using var world = new DoctorWorld();
        var check = new ReplaceCheck(() => world.Machine.Store);
        (await world.RunAsync(check)).Is(Verdict.NotApplicable, "no folder");
        Directory.CreateDirectory(world.Folder);

        (await world.RunAsync(check)).Is(Verdict.Ok, world.Folder);
        Assert.Empty(Directory.EnumerateFileSystemEntries(world.Folder));
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_a_problem_whoever_runs_the_program()
    {
        using var world = new DoctorWorld();

        // Not even the superuser makes files in there.
        (await world.RunAsync(new ReplaceCheck(() => "/proc/wallet.dat"))).Is(Verdict.Problem, "cannot be changed");
    }

    [Fact]
    public async Task A_wallet_file_of_version_2_is_in_order_unless_its_hash_is_cheaper_than_that_of_new_ones()
    {
        using var world = new DoctorWorld();
        await world.Machine.GenerateAsync();

        (await world.RunAsync(new FormatCheck(() => world.Machine.Store, Cheap))).Is(Verdict.Ok, "generation 1, with scrypt n=32768 r=8 p=1");
        (await world.RunAsync(new FormatCheck(() => world.Machine.Store, KdfParameters.Default))).Is(Verdict.Warning, "n=131072").Fix("tatum-kms changepassword");
    }

    [Fact]
    public async Task A_wallet_file_that_is_missing_damaged_or_of_the_original_is_told()
    {
        using var world = new DoctorWorld();
        var path = Path.Combine(world.Machine.Folder, "wallet.dat");
        var check = new FormatCheck(() => path, Cheap);

        (await world.RunAsync(check)).Is(Verdict.Warning, "yet");
        world.Write("wallet.dat.bak", "x");
        (await world.RunAsync(check)).Is(Verdict.Problem, "but a copy").Fix($"tatum-kms restore {path}.bak");
        world.Write("wallet.dat", "U2FsdGVkX18AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        (await world.RunAsync(check)).Is(Verdict.Warning, "weak encryption").Fix("tatum-kms changepassword");
        world.Write("wallet.dat", "");
        (await world.RunAsync(check)).Is(Verdict.Problem, "is empty");
        world.Write("wallet.dat", "nonsense");
        (await world.RunAsync(check)).Is(Verdict.Problem, "not a wallet file");
    }

    [Fact]
    public async Task The_copy_before_the_last_change_belongs_there_and_older_ones_are_told()
    {
        using var world = new DoctorWorld();
        await world.Machine.GenerateAsync();
        await world.Machine.GenerateAsync();
        var check = new LeftoversCheck(() => world.Machine.Store);
        Assert.True(File.Exists(world.Machine.Store + ".bak"));
        (await world.RunAsync(check)).Is(Verdict.Ok, "");

        File.Copy(world.Machine.Store, world.Machine.Store + ".replaced.bak");
        (await world.RunAsync(check)).Is(Verdict.Warning, ".replaced.bak");

        await File.WriteAllTextAsync(world.Machine.Store + ".v1.bak", "U2FsdGVkX18AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", TestContext.Current.CancellationToken);
        var finding = (await world.RunAsync(check)).Is(Verdict.Warning, "weak format");
        Assert.Contains($"shred -u {world.Machine.Store}.v1.bak", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_is_read_as_the_daemon_would_read_it()
    {
        using var world = new DoctorWorld();
        world.Machine.Environment.Remove("TATUM_KMS_PASSWORD");
        (await RunAsync()).Is(Verdict.Ok, "asked for");

        world.Machine.Environment[KmsConfiguration.PasswordFileVariable] = Path.Combine(world.Machine.Folder, "password");
        (await RunAsync()).Is(Verdict.Problem, "cannot be read");
        var file = world.Write("password", "geheime Worte");
        (await RunAsync()).Is(Verdict.Ok, "holds a password");
        DoctorWorld.SetMode(file, GroupReads);
        Assert.Contains("chmod 600", (await RunAsync()).Is(Verdict.Problem, "Others than the owner").Fix, StringComparison.Ordinal);
        world.Write("password", "");
        (await RunAsync()).Is(Verdict.Problem, "is empty");

        Task<Finding> RunAsync() => world.RunAsync(new PasswordCheck(world.Configure()));
    }

    [Fact]
    public async Task A_password_in_the_environment_or_beside_the_wallet_file_is_a_warning()
    {
        using var world = new DoctorWorld();
        (await world.RunAsync(new PasswordCheck(world.Configure()))).Is(Verdict.Warning, "inherits");

        world.Machine.Environment.Remove("TATUM_KMS_PASSWORD");
        world.Machine.Environment[KmsConfiguration.PathVariable] = Path.Combine(world.Machine.Folder, "wallet.dat");
        world.Machine.Environment[KmsConfiguration.PasswordFileVariable] = world.Write("password", "geheime Worte");
        (await world.RunAsync(new PasswordCheck(world.Configure()))).Is(Verdict.Warning, "has both");
    }

    [Fact]
    public async Task A_secret_manager_is_named_and_not_asked()
    {
        using var world = new DoctorWorld();
        world.Machine.Environment[KmsConfiguration.SecretManagerVariable] = "Aws";

        (await world.RunAsync(new PasswordCheck(world.Configure()))).Is(Verdict.Ok, "AWS Secrets Manager");
    }

    [Fact]
    public async Task An_approval_key_is_long_enough_or_a_problem()
    {
        using var world = new DoctorWorld();
        (await RunAsync(null)).Is(Verdict.NotApplicable, "");
        (await RunAsync(world.Write("short", new string('a', 62)))).Is(Verdict.Problem, "31 bytes");
        (await RunAsync(world.Write("long", new string('a', 64)))).Is(Verdict.Ok, "32 bytes");
        (await RunAsync(world.Write("open", new string('a', 64), GroupReads))).Is(Verdict.Problem, "Others than the owner");

        Task<Finding> RunAsync(string? file) => world.RunAsync(new ApprovalKeyCheck(world.Configure(), file));
    }

    [Fact]
    public async Task A_frozen_installation_is_told_with_the_reason()
    {
        using var world = new DoctorWorld();
        var check = new FreezeCheck(() => Path.Combine(world.Machine.Home, "wallet.dat.journal"));
        (await world.RunAsync(check)).Is(Verdict.Ok, "");

        await File.WriteAllTextAsync(Path.Combine(world.Machine.Home, FreezeSwitch.FileName), """{"reason":"drill"}""", TestContext.Current.CancellationToken);
        (await world.RunAsync(check)).Is(Verdict.Warning, "drill").Fix("tatum-kms unfreeze");
    }

    [Fact]
    public async Task A_policy_can_be_used_or_is_told_with_what_is_wrong()
    {
        using var world = new DoctorWorld();
        string? file = null;
        var check = new PolicyCheck(() => file);
        (await world.RunAsync(check)).Is(Verdict.NotApplicable, "no policy");

        file = Path.Combine(world.Machine.Folder, "policy.json");
        (await world.RunAsync(check)).Is(Verdict.Problem, "could not be looked at");
        world.Write("policy.json", "{");
        (await world.RunAsync(check)).Is(Verdict.Problem, "line 1");
        world.Write("policy.json", """{"version": 1, "rules": []}""");
        (await world.RunAsync(check)).Is(Verdict.Warning, "but: ").Fix($"tatum-kms policy check {file}");
        world.Write("policy.json", PolicyExample.Text);
        (await world.RunAsync(check)).Is(Verdict.Ok, file);
        DoctorWorld.SetMode(file, DoctorWorld.OwnersFile | UnixFileMode.GroupWrite);
        (await world.RunAsync(check)).Is(Verdict.Problem, "can change the policy").Fix($"chmod go-w {file}");
    }
}
