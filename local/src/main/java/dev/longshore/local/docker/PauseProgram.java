package dev.longshore.local.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A program of a few instructions that waits for ever. It is made here and put into a container of
 * whatever image: nothing is known of what an image holds, and no registry may be in reach.
 */
final class PauseProgram {

  static final String NAME = "longshore-pause";

  private static final int ELF_HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int HEADERS = ELF_HEADER + PROGRAM_HEADER;
  private static final long ADDRESS = 0x400000;
  private static final int BLOCK = 512;

  private PauseProgram() {}

  /** A kind of machine that Docker engines run on. */
  enum Machine {
    /** {@code mov eax, 34 (pause); syscall; jmp} back. */
    X86_64(62, "b822000000 0f05 ebf7"),
    /** {@code mov x0..x3, 0; mov x8, 73 (ppoll); svc 0; b} back. */
    AARCH64(183, "000080d2 010080d2 020080d2 030080d2 280980d2 010000d4 faffff17");

    private final int elfNumber;
    private final String code;

    Machine(int elfNumber, String code) {
      this.elfNumber = elfNumber;
      this.code = code;
    }

    /** The machine that an engine says it runs on, which is not ours where it is another's. */
    static Machine of(String architecture) {
      return switch (architecture) {
        case "aarch64", "arm64" -> AARCH64;
        default -> X86_64;
      };
    }
  }

  /** The program as a tar archive. */
  static InputStream archive(Machine machine) {
    var program = program(machine);
    var archive = new ByteArrayOutputStream();
    archive.writeBytes(tarHeader(program.length));
    archive.writeBytes(program);
    // To the end of its block, and the two empty ones that end an archive.
    archive.writeBytes(new byte[(BLOCK - program.length % BLOCK) % BLOCK + 2 * BLOCK]);
    return new ByteArrayInputStream(archive.toByteArray());
  }

  /**
   * An executable of one segment.
   *
   * @see <a href="https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html">ELF</a>
   */
  static byte[] program(Machine machine) {
    var code = HexFormat.of().parseHex(machine.code.replace(" ", ""));
    var size = HEADERS + code.length;
    var elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    elf.putShort((short) 2).putShort((short) machine.elfNumber).putInt(1);
    elf.putLong(ADDRESS + HEADERS).putLong(ELF_HEADER).putLong(0).putInt(0);
    elf.putShort((short) ELF_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
    elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    // One segment to load, to be read and executed: the whole file.
    elf.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
    elf.putLong(size).putLong(size).putLong(0x1000);
    elf.put(code);
    return elf.array();
  }

  /** A header of the oldest kind of tar: name, mode, size, and the sum of all its bytes. */
  private static byte[] tarHeader(int size) {
    var header = new byte[BLOCK];
    put(header, 0, NAME);
    put(header, 100, "0000755");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    header[156] = '0';
    var sum = 0;
    for (var one : header) {
      sum += one;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
