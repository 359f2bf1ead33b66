package io.tianguis.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a stranger tries on questions and conversations. */
final class QuestionAttempts {

    /** The demonstration shop's one question, from its contact page. */
    static final String QUESTION = "1100001";

    private QuestionAttempts() {}

    /**
     * @param shops {@code GET }, the version, and what the paths of shops begin with
     * @param own the stranger's shop
     */
    static List<Attempt> of(String shops, Map<String, String> bearer, long own) {
        List<Attempt> attempts = new ArrayList<>();
        String path = shops.substring("GET ".length()) + "/";
        String get = shops + "/{shop_id}/questions/{question_id}";
        String put = get.replace("GET", "PUT");
        String delete = get.replace("GET", "DELETE");
        String answer = "{\"answer\":\"Sí\"}";
        String one = path + own + "/questions/%s";
        attempts.add(new Attempt(get, 404, one, "", bearer, QUESTION, "1199999"));
        attempts.add(new Attempt(put, 404, one, answer, bearer, QUESTION, "1199999"));
        attempts.add(new Attempt(put, 400, one, "{}", bearer, QUESTION, "1199999"));
        attempts.add(new Attempt(delete, 404, one, "", bearer, QUESTION, "1199999"));
        for (Map<String, String> credentials : List.of(bearer, Map.<String, String>of())) {
            String theirs = path + "%s/questions/" + QUESTION;
            attempts.add(new Attempt(get, 403, theirs, "", credentials, "215", "999999"));
            attempts.add(new Attempt(put, 403, theirs, answer, credentials, "215", "999999"));
            attempts.add(new Attempt(delete, 403, theirs, "", credentials, "215", "999999"));
        }

        String thread = shops + "/{shop_id}/questions/threads/{thread_id}";
        String inOwnShop = path + own + "/questions/threads/mshops-" + own + "-%s-shop";
        attempts.add(new Attempt(thread, 404, inOwnShop, "", bearer, "300001", "399999"));
        attempts.add(new Attempt(
                thread,
                404,
                path + own + "/questions/threads/%s",
                "",
                bearer,
                "mshops-215-300001-shop",
                "mshops-215-399999-shop"));
        String threads = shops + "/{shop_id}/questions/threads/search";
        String searched = path + own + "/questions/threads/search";
        attempts.add(new Attempt(threads, 200, searched + "?client_id=%s", "", bearer, "300001", "399999"));
        attempts.add(new Attempt(threads, 200, searched + "?query=%s", "", bearer, "tienda", "nadie"));
        attempts.add(new Attempt(
                threads,
                200,
                searched + "?thread_id=%s",
                "",
                bearer,
                "mshops-215-300001-shop",
                "mshops-215-399999-shop"));
        String questions = shops + "/{shop_id}/questions/search";
        String found = path + own + "/questions/search";
        attempts.add(new Attempt(questions, 200, found + "?q=%s", "", bearer, "tienda", "nadie"));
        attempts.add(new Attempt(questions + "/q", 200, found + "/q?q=%s", "", bearer, "tienda", "nadie"));
        for (String route : List.of("/search", "/search/q", "/threads/search", "/threads/mshops-215-300001-shop")) {
            String call = route.startsWith("/threads/m") ? thread : shops + "/{shop_id}/questions" + route;
            attempts.add(new Attempt(call, 403, path + "%s/questions" + route, "", bearer, "215", "999999"));
        }
        return attempts;
    }
}
