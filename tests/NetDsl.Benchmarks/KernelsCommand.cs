using System.CommandLine;
using NetDsl.Benchmarks.Kernels;
using NetDsl.Cpu;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks;

/// <summary><c>kernels</c>: convolutions in every way that the CPU has, and pooling.</summary>
internal static class KernelsCommand
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Times that each kernel is run.",
            DefaultValueFactory = _ => 9,
        };
        var command = new Command("kernels", "Convolutions in every way that the CPU has, and pooling.")
        {
            threads, rounds,
        };
        command.SetAction(result => Run(result.GetValue(threads), result.GetValue(rounds)));
        return command;
    }

    private static int Run(int threads, int rounds)
    {
        using var machine = new Processor(new CpuOptions(threads));
        PrintConvolutions(machine, threads, rounds);
        PrintWays(machine, rounds);
        PrintPoolings(machine, rounds);
        PrintPooled(machine, rounds);
        return 0;
    }

    private static void PrintConvolutions(Processor machine, int threads, int rounds)
    {
        Console.WriteLine($"{threads} threads, {machine.Width} vectors; shares of a matrix product's rate:");
        Console.WriteLine($"{"",-28}{"forward",16}{"backward",16}");
        Console.WriteLine($"{"",-28}{"flat",8}{"blocks",8}{"flat",8}{"blocks",8}   chosen");
        Print<LeNetFirst>("1 × 28 × 28, 6 of 5×5", 64);
        Print<LeNetSecond>("6 × 14 × 14, 16 of 5×5", 64);
        Print<FewChannels>("3 × 32 × 32, 64 of 3×3", 32);
        Print<Channels16>("16 × 32 × 32, 16 of 3×3", 32);
        Print<Channels32>("32 × 16 × 16, 32 of 3×3", 32);
        Print<Channels64>("64 × 32 × 32, 64 of 3×3", 16);
        Print<Channels256>("256 × 14 × 14, 256 of 3×3", 8);
        Print<Channels512>("512 × 4 × 4, 512 of 3×3", 32);
        Print<OnePixel>("192 × 28 × 28, 64 of 1×1", 16);
        Print<OnePixelNarrow>("192 × 28 × 28, 16 of 1×1", 16);
        Print<Strided>("128 × 28 × 28, 128 by 2", 16);
        Print<AlexNetFirst>("3 × 227 × 227, 96 of 11×11", 4);

        void Print<T>(string name, int count)
            where T : struct, ISquare => Console.WriteLine(new ConvolutionTimes<T>(machine, count).Line(name, rounds));
    }

    private static void PrintWays(Processor machine, int rounds)
    {
        Console.WriteLine();
        Console.WriteLine("inference, GFLOP/s, and what a network gets as a share of the best way:");
        Console.WriteLine(
            $"{"",-28}{"images",7}{"flat",11}{"blocks",11}{"filterwise",11}{"Winograd",11}{"chosen",9}{"of best",8}");
        Print<LeNetSecond>("6 × 14 × 14, 16 of 5×5");
        Print<FewChannels>("3 × 32 × 32, 64 of 3×3");
        Print<Channels16>("16 × 32 × 32, 16 of 3×3");
        Print<Channels32>("32 × 16 × 16, 32 of 3×3");
        Print<Channels64>("64 × 32 × 32, 64 of 3×3");
        Print<Channels128>("128 × 8 × 8, 128 of 3×3");
        Print<Channels256>("256 × 14 × 14, 256 of 3×3");
        Print<ResNetLast>("512 × 7 × 7, 512 of 3×3");
        Print<Channels512>("512 × 4 × 4, 512 of 3×3");
        Print<OnePixel>("192 × 28 × 28, 64 of 1×1");
        Print<OnePixelWide>("256 × 14 × 14, 1024 of 1×1");
        Print<OnePixelLast>("2048 × 7 × 7, 512 of 1×1");
        Print<OnePixelFirst>("64 × 56 × 56, 256 of 1×1");
        Print<Strided>("128 × 28 × 28, 128 by 2");
        Print<ResNetFirst>("3 × 224 × 224, 64 of 7×7 by 2");
        Print<AlexNetFirst>("3 × 227 × 227, 96 of 11×11");

        void Print<T>(string name)
            where T : struct, ISquare
        {
            foreach (int count in (int[])[1, 8])
            {
                Console.WriteLine(new WayTimes<T>(machine, count).Line(name, rounds));
            }
        }
    }

    private static void PrintPoolings(Processor machine, int rounds)
    {
        Console.WriteLine();
        Console.WriteLine("how many times as long as copying the input:");
        Console.WriteLine($"{"",-28}{"maximum",24}{"mean",16}");
        Console.WriteLine($"{"",-28}{"predict",8}{"train",8}{"back",8}{"forward",8}{"back",8}");
        Print<LeNetFirstPool>("6 × 28 × 28, 2×2", 64);
        Print<LeNetSecondPool>("16 × 10 × 10, 2×2", 64);
        Print<HalvingPool>("128 × 112 × 112, 2×2", 2);
        Print<OverlappingPool>("64 × 112 × 112, 3×3 by 2", 4);
        Print<InceptionPool>("192 × 28 × 28, 3×3 by 1", 8);
        Print<AuxiliaryPool>("512 × 14 × 14, 5×5 by 3", 8);
        Print<WholePool>("1024 × 7 × 7, all", 16);

        void Print<T>(string name, int count)
            where T : struct, ISquare => Console.WriteLine(new PoolingTimes<T>(machine, count).Line(name, rounds));
    }

    private static void PrintPooled(Processor machine, int rounds)
    {
        Console.WriteLine();
        Console.WriteLine("a convolution and the max pooling behind it as one kernel: its share of the two kernels' time");
        Console.WriteLine($"{"",-28}{"images",8}{"predict",8}{"train",8}");
        Print<LeNetFirst, Halving>("1 × 28 × 28, 6 of 5×5", 64);
        Print<LeNetSecond, Halving>("6 × 14 × 14, 16 of 5×5", 64);
        Print<Channels16, Halving>("16 × 32 × 32, 16 of 3×3", 64);
        Print<Channels64, Halving>("64 × 32 × 32, 64 of 3×3", 64);
        Print<Channels512, Halving>("512 × 4 × 4, 512 of 3×3", 32);
        Print<VggSecond, Halving>("64 × 224 × 224, 64 of 3×3", 4);
        Print<VggSecond, Halving>("64 × 224 × 224, 64 of 3×3", 1);
        Print<VggLast, Halving>("512 × 14 × 14, 512 of 3×3", 8);
        Print<AlexNetFirst, Overlapping>("3 × 227 × 227, 96 of 11×11", 8);
        Print<AlexNetFirst, Overlapping>("3 × 227 × 227, 96 of 11×11", 1);
        Print<ResNetFirst, Overlapping>("3 × 224 × 224, 64 of 7×7", 8);
        Print<ResNetFirst, Overlapping>("3 × 224 × 224, 64 of 7×7", 1);

        void Print<T, TWindow>(string name, int count)
            where T : struct, ISquare
            where TWindow : struct, IPoolWindow =>
            Console.WriteLine(new PooledTimes<T, TWindow>(machine, count).Line(name, rounds));
    }
}
