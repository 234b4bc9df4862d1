package uk.gov.education.training.launcher;

/** Addresses and tokens, printed once the system is ready. */
record StartupBanner(Demo demo, String lastLine) {

    void print() {
        var out = System.out;
        out.println("ready");
        out.println();
        out.println("Provider API     " + demo.providerApi() + "/api/v3   (documentation: " + demo.providerApi()
                + "/api/docs)");
        out.println("School updates   " + demo.schoolUpdates() + "/api/v1");
        out.println("Schedules        " + demo.schedules() + "/api/v1");
        out.println("Funding          " + demo.funding() + "/api/v1");
        out.println(
                "Operations       " + demo.operationsConsole() + "/operations   (sign in with the operations token)");
        out.println("Kafka            " + demo.kafka());
        out.println("Postgres         " + demo.postgres());
        out.println();
        out.println("Tokens of the lead providers");
        demo.leadProviders().forEach(provider -> out.printf("  %-34s %s%n", provider.name(), provider.token()));
        out.println("Tokens by scope");
        demo.tokens().forEach((scope, token) -> out.printf("  %-34s %s%n", scope, token));
        out.println();
        out.println(lastLine);
        out.flush();
    }
}
