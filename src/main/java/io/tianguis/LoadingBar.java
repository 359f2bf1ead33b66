package io.tianguis;

import io.tianguis.demonstration.Amounts;
import io.tianguis.demonstration.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far a load has come; on anything else, such as a log, nothing. */
interface LoadingBar extends Progress, AutoCloseable {

    /** @param terminal the error stream */
    static LoadingBar on(PrintStream terminal, Amounts amounts) {
        return isTerminal() ? new Shown(terminal, amounts) : new Silent();
    }

    @Override
    void close();

    /** Java does not tell of the error stream alone whether it is a terminal; the shell does. */
    private static boolean isTerminal() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", "[ -t 2 ]")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For what nobody looks at. */
    final class Silent implements LoadingBar {

        @Override
        public void entered(Stage stage, int entered) {}

        @Override
        public void close() {}
    }

    /** One bar over all stages. */
    final class Shown implements LoadingBar {

        private final ProgressBar bar;

        Shown(PrintStream terminal, Amounts amounts) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName("loading")
                    .setInitialMax((long) amounts.products()
                            + amounts.customers()
                            + amounts.orders()
                            + amounts.questions()
                            + amounts.messages())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal))
                    .build();
        }

        @Override
        public void entered(Stage stage, int entered) {
            bar.setExtraMessage(stage.name().toLowerCase(Locale.ROOT));
            bar.stepBy(entered);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
