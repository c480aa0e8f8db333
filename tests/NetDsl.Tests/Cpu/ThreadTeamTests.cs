using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Team_runs_each_task_once_job_after_job(int threads)
    {
        ThreadTeam team = ThreadTeam.Of(threads);
        for (int round = 0; round < 2_000; round++)
        {
            var job = new CountingJob(new int[round % 50]);
            team.Run(ref job, job.Runs.Length);
            Assert.All(job.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Team_that_slept_runs_the_next_job()
    {
        ThreadTeam team = ThreadTeam.Of(3);
        for (int round = 0; round < 5; round++)
        {
            Thread.Sleep(20);
            var job = new CountingJob(new int[64]);
            team.Run(ref job, 64);
            Assert.All(job.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Exception_of_a_task_reaches_the_caller_and_the_team_goes_on()
    {
        ThreadTeam team = ThreadTeam.Of(3);
        for (int failing = 0; failing < 50; failing++)
        {
            var job = new FailingJob(failing);
            Assert.Throws<InvalidDataException>(() => team.Run(ref job, 50));
        }
    }

    [Fact]
    public void Callers_at_once_have_their_own_tasks_done()
    {
        ThreadTeam team = ThreadTeam.Of(3);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int round = 0; round < 2_000; round++)
            {
                var job = new CountingJob(new int[round % 50]);
                team.Run(ref job, job.Runs.Length);
                Assert.All(job.Runs, runs => Assert.Equal(1, runs));
            }
        });
    }

    [Fact]
    public void Job_within_a_task_is_done_by_the_tasks_thread()
    {
        ThreadTeam team = ThreadTeam.Of(3);
        var job = new OuterJob(team, [.. Enumerable.Range(0, 20).Select(_ => new int[20])]);
        team.Run(ref job, job.Runs.Length);
        Assert.All(job.Runs.SelectMany(runs => runs), runs => Assert.Equal(1, runs));
    }

    private readonly struct OuterJob(ThreadTeam team, int[][] runs) : IJob
    {
        public int[][] Runs => runs;

        public void Execute(int task, int worker)
        {
            var inner = new CountingJob(runs[task]);
            team.Run(ref inner, inner.Runs.Length);
        }
    }

    private readonly struct CountingJob(int[] runs) : IJob
    {
        public int[] Runs => runs;

        public void Execute(int task, int worker) => Interlocked.Increment(ref runs[task]);
    }

    private readonly struct FailingJob(int failing) : IJob
    {
        public void Execute(int task, int worker)
        {
            if (task == failing)
            {
                throw new InvalidDataException();
            }
        }
    }
}
