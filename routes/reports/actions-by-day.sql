-- How often each action was taken in the window, and by how many users: the bar chart of the first seed.
-- Its folders are dt=YYYY-MM-DD/hour=HH of the action's own time, so only those of the window are read.
SELECT action, count(*) AS events, count(DISTINCT user_id) AS users
FROM user_activity
WHERE dt BETWEEN substr(?, 1, 10) AND substr(?, 1, 10)
  AND from_iso8601_timestamp("timestamp") >= from_iso8601_timestamp(?)
  AND from_iso8601_timestamp("timestamp") < from_iso8601_timestamp(?)
GROUP BY action
ORDER BY events DESC, action
